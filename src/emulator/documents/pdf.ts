import { formatLabelDate } from '../engine/billing-entries.ts';
import { organizationOf } from '../engine/organization.ts';
import { formatMoney } from '../money/currency.ts';
import type { OrderRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { fromIso } from '../time/instant.ts';
import { dueAmount } from '../wire/order.ts';
import type { DocumentKind } from './document-url.ts';

/** What a document says, in order: each row a label and, for amounts, its text. */
export interface DocumentContent {
  title: string;
  createdAt: string;
  seller: string[];
  customer: string[];
  facts: [string, string][];
  lines: [string, string][];
  totals: [string, string][];
}

function addressLines(address: {
  line1?: string | null;
  line2?: string | null;
  postal_code?: string | null;
  city?: string | null;
  state?: string | null;
  country: string;
}): string[] {
  const place = [address.postal_code, address.city, address.state].filter(Boolean).join(' ');
  return [address.line1, address.line2, place, address.country].flatMap((one) => (one ? [one] : []));
}

/** Reads what an order's document says. */
export function readDocument(transaction: Transaction, order: OrderRow, kind: DocumentKind): DocumentContent {
  const organization = organizationOf(transaction);
  const customer = transaction.need('customers', order.customer_id);
  const name = order.invoice?.billing_name ?? order.billing_name ?? customer.name ?? '';
  const address = order.invoice?.billing_address ?? order.billing_address;
  const money = (amount: number) => formatMoney(amount, order.currency);
  const isInvoice = kind === 'invoice';
  const number = (isInvoice ? order.invoice_number : order.receipt_number) ?? '';
  const applied: [string, string][] =
    order.applied_balance_amount === 0 ? [] : [['Applied balance', money(order.applied_balance_amount)]];
  return {
    title: isInvoice ? 'Invoice' : 'Receipt',
    createdAt: order.created_at,
    seller: ['Polar Software Inc. (local emulator)', `on behalf of ${organization.name}`],
    customer: [
      name,
      ...(address === null ? [] : addressLines(address)),
      ...(customer.email === null ? [] : [customer.email]),
    ],
    facts: [
      [isInvoice ? 'Invoice number' : 'Receipt number', number],
      ['Date', formatLabelDate(order.created_at)],
      ['Status', order.status === 'paid' ? 'Paid' : 'Payment pending'],
    ],
    lines: order.items.map((item) => [item.label, money(item.amount)]),
    totals: [
      ['Subtotal', money(order.subtotal_amount)],
      ['Discount', money(-order.discount_amount + 0)],
      ['Tax', money(order.tax_amount)],
      ['Total', money(order.total_amount)],
      ...applied,
      [order.status === 'paid' ? 'Amount paid' : 'Amount due', money(dueAmount(order))],
    ],
  };
}

// The standard fonts know Latin-1 and a little more; what they lack would print as other letters.
function toPrintable(text: string): string {
  return [...text.normalize('NFC')]
    .map((letter) => (letter <= '\u00ff' || letter === '—' || letter === '€' ? letter : '?'))
    .join('');
}

/** Draws a document as a PDF; the same content gives the same bytes. */
export async function renderPdf(content: DocumentContent): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded when first needed: it takes a quarter of a second, which no start should pay.
  const { default: PdfDocument } = await import('pdfkit');
  const pdf = new PdfDocument({
    size: 'A4',
    margin: 56,
    info: { Title: toPrintable(content.title), CreationDate: new Date(fromIso(content.createdAt) / 1000) },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => pdf.on('end', () => resolve()));
  const row = ([label, value]: [string, string], bold = false) => {
    pdf.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(10);
    const top = pdf.y;
    pdf.text(toPrintable(label), 56, top, { width: 290 });
    const bottom = pdf.y;
    pdf.text(toPrintable(value), 354, top, { width: 185, align: 'right' });
    pdf.y = Math.max(bottom, pdf.y) + 6;
  };
  const rule = () => {
    pdf.moveTo(56, pdf.y).lineTo(539, pdf.y).lineWidth(0.5).strokeColor('#d4d4d8').stroke();
    pdf.y += 10;
  };
  pdf.font('Helvetica-Bold').fontSize(22).text(toPrintable(content.title), 56, 56);
  pdf.moveDown(0.8);
  for (const fact of content.facts) row(fact);
  pdf.moveDown(0.6);
  pdf.font('Helvetica-Bold').fontSize(10).text('From', 56);
  for (const line of content.seller) pdf.font('Helvetica').text(toPrintable(line), 56);
  pdf.moveDown(0.6);
  pdf.font('Helvetica-Bold').text('Bill to', 56);
  for (const line of content.customer) pdf.font('Helvetica').text(toPrintable(line), 56);
  pdf.moveDown(1.4);
  row(['Description', 'Amount'], true);
  rule();
  for (const line of content.lines) row(line);
  rule();
  for (const total of content.totals) row(total, total[0] === 'Total');
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}
