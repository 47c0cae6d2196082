/** What the checkout in the frame tells the page around it; the messages of Polar's own embed. */
export type EmbedMessage =
  | { event: 'loaded' }
  | { event: 'close' }
  | { event: 'confirmed' }
  | { event: 'success'; successURL: string; redirect: boolean };

/** The name of a message. */
export type EmbedEvent = EmbedMessage['event'];

/** What a listener of a message gets; `preventDefault` keeps the embed from doing what it does by itself. */
export type EmbedListener<Name extends EmbedEvent> = (
  event: CustomEvent<Extract<EmbedMessage, { event: Name }>>,
) => void;

/** How an embed is opened. */
export interface EmbedOptions {
  /** @default 'light' */
  theme?: 'light' | 'dark' | undefined;
  /** Called when the checkout in the frame can be used. */
  onLoaded?: EmbedListener<'loaded'> | undefined;
}

/** The mark by which messages of a Polar checkout are known. */
const MESSAGE_TYPE = 'POLAR_CHECKOUT';

function assertLocal(url: URL): void {
  const { hostname } = url;
  const isLocal =
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '127.0.0.1' ||
    hostname === '[::1]';
  if (isLocal) return;
  throw new Error(
    `floe-billing: LocalEmbedCheckout opens checkouts of a local Polar only, and ${url.origin} is not one. ` +
      'Use PolarEmbedCheckout of @polar-sh/checkout for Polar itself.',
  );
}

function frameStyle(frame: HTMLIFrameElement): void {
  Object.assign(frame.style, {
    position: 'fixed',
    inset: '0',
    width: '100%',
    height: '100%',
    border: 'none',
    zIndex: '2147483647',
    backgroundColor: 'rgb(0 0 0 / 0.5)',
    colorScheme: 'normal',
  });
}

/**
 * The checkout of a local Polar in a frame over the page, used exactly like `PolarEmbedCheckout` of
 * `@polar-sh/checkout`, which listens to polar.sh and sandbox.polar.sh only and so never settles on localhost.
 *
 * @example
 * const embed = await LocalEmbedCheckout.create(checkout.url, { theme: 'dark' });
 * embed.addEventListener('success', (event) => console.log(event.detail.successURL));
 */
export class LocalEmbedCheckout {
  readonly #frame: HTMLIFrameElement;
  readonly #origin: string;
  readonly #events = new EventTarget();
  readonly #onMessage = (message: MessageEvent<unknown>) => this.#receive(message);
  #isClosable = true;

  private constructor(frame: HTMLIFrameElement, origin: string) {
    this.#frame = frame;
    this.#origin = origin;
    window.addEventListener('message', this.#onMessage);
  }

  /**
   * Opens a checkout in a frame and resolves when it can be used. Where the checkout refuses to be framed the promise
   * stays open, as it does at Polar: give it a time of your own.
   *
   * @throws {Error} when the URL is not one of a local Polar.
   */
  static create(url: string, options: EmbedOptions = {}): Promise<LocalEmbedCheckout> {
    const address = new URL(url);
    assertLocal(address);
    address.searchParams.set('embed', 'true');
    address.searchParams.set('embed_origin', window.location.origin);
    if (options.theme !== undefined) address.searchParams.set('theme', options.theme);
    const frame = document.createElement('iframe');
    frame.title = 'Checkout';
    frame.allow = 'payment';
    frame.src = address.toString();
    frameStyle(frame);
    const embed = new LocalEmbedCheckout(frame, address.origin);
    if (options.onLoaded !== undefined) embed.addEventListener('loaded', options.onLoaded, { once: true });
    const loaded = new Promise<LocalEmbedCheckout>((resolve) => {
      embed.addEventListener('loaded', () => resolve(embed), { once: true });
    });
    document.body.append(frame);
    return loaded;
  }

  /** Opens a checkout on a click on any element with `data-polar-checkout`: its value, or the link's address. */
  static init(): void {
    for (const element of document.querySelectorAll('[data-polar-checkout]')) {
      element.removeEventListener('click', openClicked);
      element.addEventListener('click', openClicked);
    }
  }

  /** Takes the frame away. */
  close(): void {
    window.removeEventListener('message', this.#onMessage);
    this.#frame.remove();
  }

  addEventListener<Name extends EmbedEvent>(
    type: Name,
    listener: EmbedListener<Name>,
    options?: AddEventListenerOptions | boolean,
  ): void {
    this.#events.addEventListener(type, listener as EventListener, options);
  }

  removeEventListener<Name extends EmbedEvent>(type: Name, listener: EmbedListener<Name>): void {
    this.#events.removeEventListener(type, listener as EventListener);
  }

  #receive({ data, origin, source }: MessageEvent<unknown>): void {
    if (origin !== this.#origin || source !== this.#frame.contentWindow || !isMessage(data)) return;
    const event = new CustomEvent(data.event, { detail: data, cancelable: true });
    if (!this.#events.dispatchEvent(event)) return;
    if (data.event === 'close' && this.#isClosable) this.close();
    if (data.event === 'confirmed') this.#isClosable = false;
    if (data.event === 'success') {
      this.#isClosable = true;
      if (data.redirect) window.location.href = data.successURL;
    }
  }
}

function isMessage(data: unknown): data is EmbedMessage {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === MESSAGE_TYPE;
}

function openClicked(event: Event): void {
  const { currentTarget: element } = event;
  if (!(element instanceof Element)) return;
  const url = element.getAttribute('href') ?? element.getAttribute('data-polar-checkout');
  if (url === null) return;
  event.preventDefault();
  const theme = element.getAttribute('data-polar-checkout-theme') === 'dark' ? 'dark' : 'light';
  void LocalEmbedCheckout.create(url, { theme });
}
