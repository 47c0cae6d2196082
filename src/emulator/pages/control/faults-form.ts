import { html, raw } from 'hono/html';
import type { Fault, Faults } from '../../state/settings.ts';
import type { Markup } from '../layout.ts';
import { callForm } from './call-form.ts';

interface FaultField {
  name: keyof Faults;
  label: string;
  /** A number that belongs to it, and what it is without being told. */
  measure?: { name: 'ms' | 'seconds'; label: string; value: number };
}

const fields: readonly FaultField[] = [
  { name: 'drop', label: 'Lose events on their way' },
  { name: 'duplicate', label: 'Deliver events twice' },
  { name: 'delay', label: 'Deliver later', measure: { name: 'ms', label: 'Milliseconds', value: 1_000 } },
  {
    name: 'reorder',
    label: 'Let others overtake',
    measure: { name: 'ms', label: 'Milliseconds', value: 0 },
  },
  { name: 'wrongSignature', label: 'Sign with another secret' },
  {
    name: 'clockSkew',
    label: 'Have the time wrong',
    measure: { name: 'seconds', label: 'Seconds', value: 600 },
  },
  { name: 'truncatedBody', label: 'Cut the body in half' },
  { name: 'unknownType', label: 'Send a type that no SDK knows' },
  { name: 'unknownFields', label: 'Send fields that no SDK knows' },
  { name: 'unknownValues', label: 'Send enum values that no SDK knows' },
  { name: 'networkError', label: 'Find nobody there' },
  { name: 'timeout', label: 'Get the answer too late' },
];

function measureOf(fault: Fault | null, name: 'ms' | 'seconds'): number | null {
  if (fault === null || !(name in fault)) return null;
  const value: unknown = Object.entries(fault).find(([key]) => key === name)?.[1];
  return typeof value === 'number' ? value : null;
}

function faultFields(faults: Faults, { name, label, measure }: FaultField): Markup {
  const fault: Fault | null = faults[name];
  const path = `faults.${name}`;
  return html`<fieldset class="fault">
<legend><label class="check"><input type="checkbox" data-switch="${path}" ${fault === null ? '' : raw('checked')}>${label}</label></legend>
<label>How often<input type="number" name="${path}.times" min="1" placeholder="Always" value="${fault?.times ?? ''}"></label>
<label>Types<input name="${path}.types" data-as="list" placeholder="All" autocomplete="off" value="${fault?.types?.join(', ') ?? ''}"></label>
${
  measure === undefined
    ? ''
    : html`<label>${measure.label}<input type="number" name="${path}.${measure.name}" value="${measureOf(fault, measure.name) ?? measure.value}"></label>`
}
</fieldset>`;
}

/** The fault switches: each with how often it strikes, and which types. */
export function faultsForm(faults: Faults): Markup {
  return callForm({
    call: 'POST /_emulator/settings',
    done: 'The faults were saved.',
    class: '',
    fields: html`${fields.map((one) => faultFields(faults, one))}
<div class="actions"><button>Save the faults</button></div>`,
  });
}
