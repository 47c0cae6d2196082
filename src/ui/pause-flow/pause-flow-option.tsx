'use client';
import { forwardRef } from 'react';
import { Choice, type ChoiceProps } from '../lib/choice.tsx';

/** Props of {@link PauseFlowOption}: those of the radio button; the words are its children. */
export type PauseFlowOptionProps = Omit<ChoiceProps, 'slotName'>;

/** One length of a pause. Renders a `<label>` around an `<input type="radio">`; the ref is the input's. */
export const PauseFlowOption = forwardRef<HTMLInputElement, PauseFlowOptionProps>(
  function PauseFlowOption(props, ref) {
    return <Choice ref={ref} slotName="pause-flow-option" {...props} />;
  },
);
