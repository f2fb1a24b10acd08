import type { GraphqlAnswer } from './graphql-client.ts';

/** The refusal an operation ends in: its code, then each field with the name of the rule. */
export async function errorSummary(answer: Promise<GraphqlAnswer<unknown>>): Promise<(string | undefined)[]> {
  const [error] = (await answer).errors;
  const fields = error?.extensions.errors?.map(({ fieldName, errorCode }) => `${fieldName} ${errorCode}`) ?? [];
  return [error?.extensions.code, ...fields];
}
