'use client';
import { forwardRef } from 'react';
import { Choice, type ChoiceProps } from '../lib/choice.tsx';

/** Props of {@link CancelFlowReason}: those of the radio button; the words are its children. */
export type CancelFlowReasonProps = Omit<ChoiceProps, 'slotName'>;

/** One reason. Renders a `<label>` around an `<input type="radio">`; the ref is the input's. */
export const CancelFlowReason = forwardRef<HTMLInputElement, CancelFlowReasonProps>(
  function CancelFlowReason(props, ref) {
    return <Choice ref={ref} slotName="cancel-flow-reason" {...props} />;
  },
);
