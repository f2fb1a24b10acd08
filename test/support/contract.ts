import { type Contract, type DtoType, dtoNamed, type TypeRef } from '../../src/api/contract/model.ts';
import { readContract } from '../../src/api/contract/read-contract.ts';
import { buildContractSchema } from './contract-schema.ts';

export const contract: Contract = readContract(buildContractSchema());
export const newSession: DtoType = dtoNamed(contract, 'NewSession');
export const sessionInfo: DtoType = dtoNamed(contract, 'SessionInfo');

export function refTo(type: DtoType): TypeRef {
  return { kind: 'dto', name: type.name, nullable: false };
}

export function listOf(type: DtoType): TypeRef {
  return { kind: 'list', of: refTo(type), nullable: false };
}
