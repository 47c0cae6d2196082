import { type RenderResult, render } from '@testing-library/react';
import { type UserEvent, userEvent } from '@testing-library/user-event';
import type * as React from 'react';
import type { FixtureAdapter, FixtureCall } from '../../src/adapters/index.ts';
import { BillingFrame, type BillingFrameProps } from '../../stories/support/billing-frame.tsx';

/** What {@link renderFrame} gives. */
export interface RenderedFrame extends RenderResult {
  user: UserEvent;
  /** The calls of one operation so far. */
  calls: (name: FixtureCall['name']) => FixtureCall[];
}

/** Renders components over fixtures, with a person to operate them. */
export function renderFrame(children: React.ReactNode, frame: BillingFrameProps = {}): RenderedFrame {
  let adapter: FixtureAdapter | null = null;
  const result = render(
    <BillingFrame
      {...frame}
      onAdapter={(created) => {
        adapter = created;
      }}
    >
      {children}
    </BillingFrame>,
  );
  return {
    ...result,
    user: userEvent.setup(),
    calls: (name) => (adapter?.calls ?? []).filter((call) => call.name === name),
  };
}
