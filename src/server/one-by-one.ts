/** Does one thing after the other, in the order of the calls; what fails holds up nothing. */
export type OneByOne = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Creates a line in which nobody waits yet. */
export function createOneByOne(): OneByOne {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
