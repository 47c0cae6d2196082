'use client';
import type * as React from 'react';
import { useCancelFlow } from '../../react/index.ts';
import { AsChild } from '../lib/as-child.tsx';
import { Button } from '../lib/button.tsx';
import { useWords } from '../lib/use-words.ts';
import { CancelFlowDialog } from './cancel-flow-dialog.tsx';

/** Props of {@link CancelFlow}. */
export interface CancelFlowProps {
  /** The button that opens the flow. @default a quiet "Cancel subscription" */
  children?: React.ReactElement | undefined;
  className?: string | undefined;
}

/**
 * A button that leads through canceling: why, what ends and when, and done with undo.
 *
 * @example
 * <CancelFlow>
 *   <button type="button">Cancel my plan</button>
 * </CancelFlow>
 */
export function CancelFlow({ children, className }: CancelFlowProps): React.JSX.Element {
  const flow = useCancelFlow();
  const { cancelFlow: m } = useWords().messages;
  return (
    <>
      <AsChild onClick={flow.open} className={className} aria-haspopup="dialog">
        {children ?? <Button variant="quiet">{m.title}</Button>}
      </AsChild>
      <CancelFlowDialog flow={flow} />
    </>
  );
}
