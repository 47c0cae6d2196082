import { render } from '@testing-library/react';
import { createElement, createRef } from 'react';
import { describe, expect, it } from 'vitest';
import {
  BillingPageParts,
  CancelFlowParts,
  InvoiceTableParts,
  PauseFlowParts,
  PaymentMethodsParts,
  PlanSelectorParts,
  SubscriptionCardParts,
} from '../../src/index.ts';
import { createPart } from '../../src/ui/lib/create-part.ts';

const WRAPPERS: Record<string, string> = { tr: 'tbody', td: 'tr', th: 'tr', thead: 'table', tbody: 'table' };
const elements = {
  'BillingPage.Root': [BillingPageParts.Root, 'div'],
  'BillingPage.Heading': [BillingPageParts.Heading, 'h2'],
  'CancelFlow.Reasons': [CancelFlowParts.Reasons, 'fieldset'],
  'CancelFlow.Feature': [CancelFlowParts.Feature, 'li'],
  'InvoiceTable.Table': [InvoiceTableParts.Table, 'table'],
  'InvoiceTable.Row': [InvoiceTableParts.Row, 'tr'],
  'InvoiceTable.Cell': [InvoiceTableParts.Cell, 'td'],
  'PauseFlow.Effects': [PauseFlowParts.Effects, 'ol'],
  'PauseFlow.Options': [PauseFlowParts.Options, 'fieldset'],
  'PaymentMethods.List': [PaymentMethodsParts.List, 'ul'],
  'PaymentMethods.Item': [PaymentMethodsParts.Item, 'li'],
  'PlanSelector.Plan': [PlanSelectorParts.Plan, 'li'],
  'PlanSelector.Amount': [PlanSelectorParts.Amount, 'span'],
  'PlanSelector.Feature': [PlanSelectorParts.Feature, 'li'],
  'SubscriptionCard.Root': [SubscriptionCardParts.Root, 'section'],
  'SubscriptionCard.Facts': [SubscriptionCardParts.Facts, 'dl'],
} as const;

describe('parts', () => {
  it.each(Object.entries(elements))(
    '%s is its element, with ref, class, slot and props',
    (_name, [part, tag]) => {
      const ref = createRef<HTMLElement>();
      const container = document.body.appendChild(document.createElement(WRAPPERS[tag] ?? 'div'));

      // The table above has matched each part with its element.
      const Part = part as React.ElementType;
      render(createElement(Part, { ref, className: 'mine', title: 'mine' }), { container });

      expect(ref.current?.tagName.toLowerCase()).toBe(tag);
      expect(ref.current).toHaveClass('mine');
      expect(ref.current?.className.endsWith('mine')).toBe(true);
      expect(ref.current?.dataset.slot).toMatch(/^floe-/);
      expect(ref.current).toHaveAttribute('title', 'mine');
    },
  );

  it('keeps the role of a table whatever a stylesheet displays it as', () => {
    const Row = createPart('tr', 'row', 'block', 'row');
    const container = document.body.appendChild(document.createElement('tbody'));

    render(<Row />, { container });

    expect(container.firstElementChild).toHaveAttribute('role', 'row');
  });
});
