/** The state of a part, by axis: a word, or whether it is so. */
export type SlotAxes = Readonly<Record<string, string | boolean | null | undefined>>;

/** The attributes that name a part and its state. */
export type SlotAttributes = { 'data-slot': string } & Record<`data-${string}`, string>;

/**
 * Names a part for a host's stylesheet: `data-slot="floe-<name>"` and `data-<axis>` for its state. A boolean axis
 * is there, and empty, only while it is true.
 */
export function slot(name: string, axes: SlotAxes = {}): SlotAttributes {
  const attributes: SlotAttributes = { 'data-slot': `floe-${name}` };
  for (const [axis, value] of Object.entries(axes)) {
    if (value === true) attributes[`data-${axis}`] = '';
    else if (typeof value === 'string') attributes[`data-${axis}`] = value;
  }
  return attributes;
}
