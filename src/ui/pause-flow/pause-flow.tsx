'use client';
import type * as React from 'react';
import { useBilling, usePauseFlow } from '../../react/index.ts';
import { AsChild } from '../lib/as-child.tsx';
import { Button } from '../lib/button.tsx';
import { useWords } from '../lib/use-words.ts';
import { PauseFlowDialog } from './pause-flow-dialog.tsx';

/** Props of {@link PauseFlow}. */
export interface PauseFlowProps {
  /** The button that opens the flow. @default a quiet "Pause subscription" */
  children?: React.ReactElement | undefined;
  className?: string | undefined;
}

/**
 * A button that leads through pausing: for how long, what it means, and done with undo. Renders nothing when no pause is
 * offered to this person now.
 *
 * @example
 * <PauseFlow>
 *   <button type="button">Take a break</button>
 * </PauseFlow>
 */
export function PauseFlow({ children, className }: PauseFlowProps): React.JSX.Element | null {
  const flow = usePauseFlow();
  const { data: billing } = useBilling();
  const { pauseFlow: m } = useWords().messages;
  if (!flow.isOpen && (billing?.pauseOptions.length ?? 0) === 0) return null;
  return (
    <>
      <AsChild onClick={flow.open} className={className} aria-haspopup="dialog">
        {children ?? <Button variant="quiet">{m.title}</Button>}
      </AsChild>
      <PauseFlowDialog flow={flow} />
    </>
  );
}
