import { type ASTVisitor, GraphQLError, type ValidationRule } from 'graphql';
import { findViolations } from './document-shape.ts';
import { type QueryLimits, tooComplex } from './query-limits.ts';

/**
 * A validation rule that refuses documents over the limits, for whatever validates one: HTTP and WebSocket alike. It
 * ends the validation then: some rules of GraphQL take seconds for what this one refuses.
 */
export function limitRule(limits: QueryLimits): ValidationRule {
  return (context): ASTVisitor => ({
    Document(document) {
      const violations = findViolations(document, limits);
      for (const { limit, allowed, what } of violations) {
        const appError = tooComplex(limit, allowed, what);
        context.reportError(new GraphQLError(appError.message, { originalError: appError }));
      }
      // "delete this node" means that nobody goes into it, the other rules neither
      return violations.length > 0 ? null : undefined;
    },
  });
}
