interface PreviousQuery {
  queryKey: readonly unknown[];
}

/** Keeps the answer shown before while the next one loads, unless it is another owner's. */
export function keepOwnersData(ownerKey: string) {
  return <Answer>(
    previous: Answer | undefined,
    previousQuery: PreviousQuery | undefined,
  ): Answer | undefined => (previousQuery?.queryKey[0] === ownerKey ? previous : undefined);
}
