/** Why graphql-js executes an operation: the values of the metric label `reason`, with their meaning. */
export const interpretationReasons = {
  not_due: 'The operation was executed fewer than `COMPILE_AFTER` times, or `COMPILE_AFTER` is 0.',
  not_compilable: 'The operation has several mutations, introspection, or a rare use of directives or types.',
  subscription: 'One event of a subscription: subscriptions are never compiled.',
  invalid_variables: 'A variable is missing or has a value of another type: graphql-js reports the error.',
  field_error: 'A resolver failed, or a value does not fit its type: graphql-js reports the error.',
  defect:
    'Compiled code failed; the log has the event `compiled-execution.failed`. The client received the response of graphql-js.',
} as const satisfies Record<string, string>;

export type InterpretationReason = keyof typeof interpretationReasons;

/** How an operation was executed: as compiled code, or by graphql-js for a reason. */
export type ExecutionOutcome = 'compiled' | InterpretationReason;
