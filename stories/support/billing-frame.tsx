import type * as React from 'react';
import { useContext, useMemo } from 'react';
import {
  type CreateFixtureAdapterOptions,
  createFixtureAdapter,
  type FixtureAdapter,
} from '../../src/adapters/index.ts';
import { BillingProvider, type MessageOverrides } from '../../src/index.ts';
import {
  type BillingFixtureOptions,
  billingFor,
  catalogFor,
  invoicePage,
  paymentMethodListFor,
} from './fixtures.ts';
import { ToolbarLanguageContext } from './toolbar-language.ts';

/** What a story shows billing with. */
export interface BillingFrameProps extends CreateFixtureAdapterOptions {
  account?: BillingFixtureOptions | undefined;
  currency?: 'USD' | 'EUR' | 'JPY' | undefined;
  /** Insists on a locale. @default the toolbar's language, `en-US` in tests */
  locale?: string | undefined;
  messages?: MessageOverrides | undefined;
  navigate?: ((url: string) => void) | undefined;
  /** Called with the adapter, for those who want to see its calls. */
  onAdapter?: ((adapter: FixtureAdapter) => void) | undefined;
  children?: React.ReactNode;
}

let frames = 0;

/** A provider over fixtures: an account, its catalog and its invoices, with whatever a story gives instead. */
export function BillingFrame({
  account,
  currency = 'USD',
  locale,
  messages,
  navigate = () => undefined,
  onAdapter,
  children,
  answers,
  ...options
}: BillingFrameProps): React.JSX.Element {
  const language = useContext(ToolbarLanguageContext);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a story is mounted once with what it was given
  const { adapter, ownerKey } = useMemo(() => {
    const billing = billingFor(account);
    const fixture = createFixtureAdapter({
      ...options,
      answers: {
        getBilling: billing,
        getCatalog: ({ currency: asked }) =>
          catalogFor(billing, asked === 'EUR' || asked === 'JPY' || asked === 'USD' ? asked : currency),
        listInvoices: invoicePage(),
        listPaymentMethods: paymentMethodListFor(billing),
        ...answers,
      },
    });
    onAdapter?.(fixture);
    frames += 1;
    return { adapter: fixture, ownerKey: `story-${frames}` };
  }, []);
  return (
    <BillingProvider
      adapter={adapter}
      ownerKey={ownerKey}
      locale={locale ?? language.locale}
      timeZone="Europe/Berlin"
      messages={messages ?? (locale === undefined ? language.messages : undefined)}
      navigate={navigate}
    >
      {children}
    </BillingProvider>
  );
}
