import type { GraphqlAnswer } from './graphql-client.ts';

/** Returns the error of a response: its code, then each invalid field with the code of its validation error. */
export async function errorSummary(answer: Promise<GraphqlAnswer<unknown>>): Promise<(string | undefined)[]> {
  const [error] = (await answer).errors;
  const fields = error?.extensions.errors?.map(({ fieldName, errorCode }) => `${fieldName} ${errorCode}`) ?? [];
  return [error?.extensions.code, ...fields];
}
