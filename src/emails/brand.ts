import { COLORS } from './parts/styles.ts';
import { isMailAddress } from './text/mail-address.ts';

/** How mails look like the host's. */
export interface MailBrand {
  /** The name of the app, also in the sender's. */
  name: string;
  /** Of the button and the line above the mail: `#rrggbb`. @default '#0f172a' */
  accentColor?: string | undefined;
  /** Shown instead of the name: an image of https, at most 480 by 96. @default the name */
  logo?: { src: string; width: number; height: number } | undefined;
  /** Where questions go. @default no such line */
  supportAddress?: string | undefined;
  /** What must be at the foot of business mail: company, address, register. One line each. @default none */
  imprint?: readonly string[] | undefined;
}

/** Colors of what stands out. */
export interface Accent {
  background: string;
  color: string;
}

/** {@link MailBrand} with every default in its place. */
export interface ReadBrand {
  name: string;
  accent: Accent;
  /** The accent where all around it is dark; `null` for the same one. */
  accentInTheDark: Accent | null;
  logo: { src: string; width: number; height: number } | null;
  supportAddress: string | null;
  imprint: readonly string[];
}

/**
 * Fills in the defaults.
 *
 * @throws {Error} for a brand that cannot be shown.
 */
export function readBrand({ name, accentColor = '#0f172a', ...rest }: MailBrand): ReadBrand {
  if (name.trim() === '') throw new Error('floe-billing: the brand of mails needs a name.');
  if (!/^#[0-9a-f]{6}$/i.test(accentColor)) {
    throw new Error(`floe-billing: the accent color "${accentColor}" is no color of the form #rrggbb.`);
  }
  const { logo = null, supportAddress = null, imprint = [] } = rest;
  if (logo !== null && !(URL.canParse(logo.src) && new URL(logo.src).protocol === 'https:')) {
    throw new Error('floe-billing: the logo of mails needs an https address: mail clients load no other.');
  }
  if (supportAddress !== null && !isMailAddress(supportAddress)) {
    throw new Error(`floe-billing: the support address "${supportAddress}" is no mail address.`);
  }
  const accent = { background: accentColor, color: readableOn(accentColor) };
  const isLost = contrast(accentColor, COLORS.card.dark) < 3;
  return {
    name,
    accent,
    accentInTheDark: isLost ? { background: COLORS.ink.dark, color: COLORS.ink.light } : null,
    logo,
    supportAddress,
    imprint,
  };
}

function readableOn(color: string): string {
  return contrast(color, '#ffffff') >= contrast(color, '#000000') ? '#ffffff' : '#000000';
}

/** @see https://www.w3.org/TR/2024/REC-WCAG21-20241212/#dfn-contrast-ratio */
function contrast(left: string, right: string): number {
  const [darker = 0, lighter = 0] = [luminance(left), luminance(right)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(color.slice(start, start + 2), 16) / 255)
    .map((share) => (share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
