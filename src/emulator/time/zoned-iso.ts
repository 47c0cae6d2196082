import { fromIso, type Micros, toIso } from './instant.ts';
import type { TimeZone } from './zone.ts';

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/** An instant as the clocks of a zone show it, with their offset: `2027-01-10T11:00:00+01:00`. @see Python's `isoformat` */
export function toZonedIso(instant: string, zone: TimeZone): string {
  const micros: Micros = fromIso(instant);
  const local = zone.toLocal(micros);
  const minutes = Math.abs(local - micros) / 60_000_000;
  const offset = `${pad(Math.floor(minutes / 60))}:${pad(Math.floor(minutes % 60))}`;
  return `${toIso(local).replace('Z', '')}${local < micros ? '-' : '+'}${offset}`;
}
