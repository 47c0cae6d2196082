import { createElement } from 'react';
import { MailDocument, type MailDocumentProps } from './parts/mail-document.tsx';
import { cleanText } from './text/clean-text.ts';
import { htmlToText } from './text/html-to-text.ts';

/** A mail in all its parts, ready to be sent. */
export interface RenderedMail {
  subject: string;
  html: string;
  /** The same mail without markup. */
  text: string;
}

// Longer subjects are cut by every inbox.
const SUBJECT_LENGTH = 160;

/** Renders one document as the two parts of a mail. */
export async function renderMail(props: MailDocumentProps): Promise<RenderedMail> {
  const subject = cleanText(props.draft.subject, SUBJECT_LENGTH);
  const draft = { ...props.draft, subject };
  // When it is needed, because frameworks refuse modules that import it at once in what may become a server component.
  const { renderToStaticMarkup } = await import('react-dom/server');
  const markup = renderToStaticMarkup(createElement(MailDocument, { ...props, draft }));
  return { subject, html: `<!doctype html>${markup}`, text: htmlToText(markup) };
}
