import { render, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import type { FixtureAdapter } from '../../src/adapters/index.ts';
import type { OperationName } from '../../src/contract/index.ts';
import { BillingProvider, type BillingProviderProps } from '../../src/react/index.ts';

type ProviderProps = Partial<BillingProviderProps> & Pick<BillingProviderProps, 'adapter'>;

/** Renders a hook below a provider. `switchOwner` renders again for another owner; `renders` keeps every result. */
export function renderBillingHook<Result>(hook: () => Result, props: ProviderProps) {
  const renders: { ownerKey: string; result: Result }[] = [];
  let ownerKey = props.ownerKey ?? 'org_1';
  const view = renderHook(
    () => {
      const result = hook();
      renders.push({ ownerKey, result });
      return result;
    },
    {
      wrapper: ({ children }: { children: ReactNode }) => (
        <BillingProvider {...props} ownerKey={ownerKey}>
          {children}
        </BillingProvider>
      ),
    },
  );
  return {
    ...view,
    renders,
    switchOwner(next: string) {
      ownerKey = next;
      view.rerender();
    },
  };
}

/** Renders elements below a provider. */
export function renderBilling(children: ReactNode, props: ProviderProps) {
  return render(
    <BillingProvider ownerKey="org_1" {...props}>
      {children}
    </BillingProvider>,
  );
}

/** The calls of one operation, oldest first. */
export function callsOf(adapter: FixtureAdapter, name: OperationName) {
  return adapter.calls.filter((call) => call.name === name);
}

/** A promise with its handles, for an answer that comes when the test says so. */
export function deferred<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<Value>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
