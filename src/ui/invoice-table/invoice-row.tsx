'use client';
import type * as React from 'react';
import type { Invoice } from '../../core/index.ts';
import { Button } from '../lib/button.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { Icon } from '../lib/icons.tsx';
import { useWords } from '../lib/use-words.ts';
import { VisuallyHidden } from '../lib/visually-hidden.tsx';
import * as Parts from './parts.ts';
import { type InvoiceDownload, useInvoiceDownload } from './use-invoice-download.ts';

/** Props of {@link InvoiceRow}. */
export interface InvoiceRowProps {
  invoice: Invoice;
  asOf: string;
}

/** One invoice, with its document. */
export function InvoiceRow({ invoice, asOf }: InvoiceRowProps): React.JSX.Element {
  const words = useWords();
  const { invoiceTable: m } = words.messages;
  const download = useInvoiceDownload(invoice.id, m.preparing);
  const { createdAt, number, status, billingReason, planName, total, nextPaymentAttemptAt, refunded } =
    invoice;
  return (
    <>
      <Parts.Row data-status={status}>
        <Parts.Cell className="floe:font-medium floe:whitespace-nowrap floe:@xl:font-[inherit]">
          {words.format.formatShortDate(createdAt)}
        </Parts.Cell>
        <Parts.Cell className="floe:order-3 floe:col-span-2 floe:wrap-anywhere floe:@xl:order-none floe:@xl:w-2/5">
          <span className="floe:block floe:font-medium">{number ?? m.noNumber}</span>
          <span className="floe:block floe:text-meta floe:text-muted">
            {m.reason[billingReason]({ plan: planName })}
          </span>
        </Parts.Cell>
        <Parts.Cell className="floe:order-4 floe:mt-2 floe:self-center floe:@xl:order-none floe:@xl:mt-0">
          <Parts.Status status={status}>{m.status[status]}</Parts.Status>
          {status === 'pending' && nextPaymentAttemptAt !== null ? (
            <span className="floe:mt-1 floe:block floe:text-meta floe:text-muted">
              {m.nextAttempt({ date: words.when(nextPaymentAttemptAt, asOf) })}
            </span>
          ) : null}
        </Parts.Cell>
        <Parts.Cell className="floe:order-2 floe:text-end floe:font-medium floe:whitespace-nowrap floe:@xl:order-none">
          <span className="floe:block">{words.amount(total)}</span>
          {refunded.amount === 0 || refunded.amount === total.amount ? null : (
            <span className="floe:block floe:text-meta floe:font-[inherit] floe:text-muted">
              {m.refunded({ amount: words.amount(refunded) })}
            </span>
          )}
        </Parts.Cell>
        <Parts.Cell className="floe:order-5 floe:mt-2 floe:text-end floe:@xl:order-none floe:@xl:mt-0 floe:@xl:whitespace-nowrap">
          <DownloadButton invoice={invoice} download={download} />
        </Parts.Cell>
      </Parts.Row>
      {download.error === null ? null : (
        <Parts.Row className="floe:block floe:px-6 floe:py-3">
          <Parts.Cell colSpan={5} className="floe:block floe:@xl:table-cell">
            <ErrorNotice error={download.error} onRetry={download.start} isRetrying={download.isPreparing} />
          </Parts.Cell>
        </Parts.Row>
      )}
    </>
  );
}

interface DownloadButtonProps {
  invoice: Invoice;
  download: InvoiceDownload;
}

function DownloadButton({ invoice, download }: DownloadButtonProps): React.JSX.Element | null {
  const words = useWords();
  const { invoiceTable: m } = words.messages;
  const number = invoice.number ?? words.date(invoice.createdAt);
  if (invoice.status === 'draft' || invoice.status === 'void') return null;
  if (download.blockedUrl !== null) {
    return (
      <Button asChild>
        <a
          href={download.blockedUrl}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={m.openInvoice({ number })}
        >
          {m.open}
          <VisuallyHidden role="status">{m.popupBlocked}</VisuallyHidden>
        </a>
      </Button>
    );
  }
  return (
    <Button
      variant="quiet"
      className="floe:-me-3.5"
      aria-label={download.isPreparing ? undefined : m.downloadInvoice({ number })}
      pending={download.isPreparing ? m.preparing : null}
      onClick={download.start}
    >
      <Icon name="download" />
      {m.download}
    </Button>
  );
}
