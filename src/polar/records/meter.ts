import { z } from 'zod';
import type { CustomerMeterRecord, MeterRecord } from '../../server/ports/index.ts';
import {
  readWire,
  toTimestamps,
  wireOptionalInstant,
  wireOptionalText,
  wireTimestamps,
} from './read-wire.ts';

const polarMeter = z.object({
  ...wireTimestamps,
  id: z.string(),
  name: z.string(),
  unit: z.string(),
  custom_label: wireOptionalText,
  custom_multiplier: z.number().nullish(),
  archived_at: wireOptionalInstant,
});

const polarCustomerMeter = z.object({
  ...wireTimestamps,
  id: z.string(),
  customer_id: z.string(),
  meter_id: z.string(),
  consumed_units: z.number(),
  credited_units: z.number(),
  balance: z.number(),
});

/** Polar's customer in an event of type `customer.state_changed`, as far as it tells of meters. */
const polarMeteredCustomer = z.object({
  id: z.string(),
  active_meters: z.array(polarCustomerMeter.omit({ customer_id: true })).nullish(),
});

/** Polar's meter in our words. */
export function toMeterRecord(wire: z.input<typeof polarMeter>): MeterRecord {
  const meter = readWire(polarMeter, wire, 'meter');
  return {
    ...toTimestamps(meter),
    id: meter.id,
    name: meter.name,
    unit: meter.unit,
    unitLabel: meter.custom_label,
    unitMultiplier: meter.custom_multiplier ?? null,
    isArchived: meter.archived_at !== null,
  };
}

/** Polar's customer meter in our words. */
export function toCustomerMeterRecord(wire: z.input<typeof polarCustomerMeter>): CustomerMeterRecord {
  const meter = readWire(polarCustomerMeter, wire, 'customer meter');
  return {
    ...toTimestamps(meter),
    id: meter.id,
    customerId: meter.customer_id,
    meterId: meter.meter_id,
    consumedUnits: meter.consumed_units,
    creditedUnits: meter.credited_units,
    balance: meter.balance,
  };
}

/** The meters of a customer's state. */
export function toCustomerMeterRecords(wire: unknown): CustomerMeterRecord[] {
  const { id, active_meters } = readWire(polarMeteredCustomer, wire, 'customer state');
  return (active_meters ?? []).map((meter) => toCustomerMeterRecord({ ...meter, customer_id: id }));
}
