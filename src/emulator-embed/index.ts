export {
  type EmbedEvent,
  type EmbedListener,
  type EmbedMessage,
  type EmbedOptions,
  LocalEmbedCheckout,
} from './local-embed-checkout.ts';
