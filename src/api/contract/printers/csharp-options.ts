import type { DtoOptions } from './dto-options.ts';

/**
 * Options of `/types/csharp` with their defaults, in the order of the header.
 * AddGeneratedCodeAttributes, AddResponseStatus, ExportValueTypes and MakeDataContractsExtensible are echoed and change
 * nothing. All others are applied.
 */
export const csharpDefaults = {
  GlobalNamespace: '',
  MakePartial: 'True',
  MakeVirtual: 'True',
  MakeInternal: 'False',
  MakeDataContractsExtensible: 'False',
  AddNullableAnnotations: 'False',
  AddReturnMarker: 'True',
  AddDescriptionAsComments: 'True',
  AddDataContractAttributes: 'False',
  AddIndexesToDataMembers: 'False',
  AddGeneratedCodeAttributes: 'False',
  AddResponseStatus: 'False',
  AddImplicitVersion: '',
  InitializeCollections: 'True',
  ExportValueTypes: 'False',
  IncludeTypes: '',
  ExcludeTypes: '',
  AddNamespaces: '',
  AddDefaultXmlNamespace: 'http://schemas.servicestack.net/types',
};

export type CSharpOptions = DtoOptions<keyof typeof csharpDefaults>;
