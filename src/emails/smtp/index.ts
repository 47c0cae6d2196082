export { type CreateSmtpTransportOptions, createSmtpTransport } from './create-smtp-transport.ts';
export { MailDeliveryError } from './mail-delivery-error.ts';
export type { MailTransport, OutgoingMail } from './mail-transport.ts';
