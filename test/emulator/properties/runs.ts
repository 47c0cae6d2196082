import type fc from 'fast-check';

/*
 * How often a property is tried. A failure prints its seed and the shortest life that shows it; the same again with
 * FLOE_PROPERTY_SEED=… . FLOE_PROPERTY_RUNS=… tries more.
 */

const given = (name: string) => {
  const text = process.env[name];
  return text === undefined || text === '' ? undefined : Number(text);
};

/** The parameters of a property. @param usual how often it is tried unless told otherwise. */
export function runs<Values>(usual: number): fc.Parameters<Values> {
  const seed = given('FLOE_PROPERTY_SEED');
  return {
    numRuns: Math.ceil(((given('FLOE_PROPERTY_RUNS') ?? 100) * usual) / 100),
    ...(seed === undefined ? {} : { seed }),
  };
}
