import { type ASTVisitor, GraphQLError, type ValidationRule } from 'graphql';
import { findViolations } from './document-shape.ts';
import { type QueryLimits, tooComplex } from './query-limits.ts';

/**
 * Creates a validation rule that refuses documents over the limits, for all transports. A violation ends the
 * validation, because some rules of graphql-js take seconds on documents of that size.
 */
export function limitRule(limits: QueryLimits): ValidationRule {
  return (context): ASTVisitor => ({
    Document(document) {
      const violations = findViolations(document, limits);
      for (const { limit, allowed, what } of violations) {
        const appError = tooComplex(limit, allowed, what);
        context.reportError(new GraphQLError(appError.message, { originalError: appError }));
      }
      // `null` deletes the node from the traversal, so that no other rule visits the document
      return violations.length > 0 ? null : undefined;
    },
  });
}
