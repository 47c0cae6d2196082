import type { Interval } from '../../core/index.ts';
import { createPlural, type PluralForms } from '../plural.ts';
import type { Span } from '../values.ts';
import type { MailWords } from './en.ts';

const plural = createPlural('de');

const EVERY: Record<Interval, string> = {
  day: 'pro Tag',
  week: 'pro Woche',
  month: 'pro Monat',
  year: 'pro Jahr',
};

const UNITS: Record<Interval, PluralForms> = {
  day: { one: '# Tag', other: '# Tage' },
  week: { one: '# Woche', other: '# Wochen' },
  month: { one: '# Monat', other: '# Monate' },
  year: { one: '# Jahr', other: '# Jahre' },
};

function every({ interval, count }: Span): string {
  return count === 1 ? EVERY[interval] : `alle ${plural(count, UNITS[interval])}`;
}

/** The German words of the mails. */
export const deMails: MailWords = {
  language: 'de',
  direction: 'ltr',

  common: {
    price: ({ amount, interval, count }) => `${amount} ${every({ interval, count })}`,
    plusTax: ({ amount }) => `${amount} zzgl. etwaiger Steuern`,
    amountOn: ({ amount, date }) => `${amount} am ${date}`,
    card: ({ brand, last4 }) => `${brand}, endet auf ${last4}`,
    yourCard: 'Ihre Karte',
    openBilling: 'Abrechnung öffnen',
    updatePaymentMethod: 'Zahlungsmittel ändern',
    choosePlan: 'Tarif wählen',
    keep: 'Abo behalten',
    howToCancel: 'Sie können jederzeit kündigen: Abrechnung öffnen und „Abonnement kündigen“ wählen.',
    labels: {
      plan: 'Tarif',
      price: 'Preis',
      trialEnds: 'Testphase endet',
      firstCharge: 'Erste Abbuchung',
      nextCharge: 'Nächste Abbuchung',
      amountDue: 'Offener Betrag',
      nextAttempt: 'Nächster Versuch',
      card: 'Karte',
      validUntil: 'Gültig bis',
      renews: 'Verlängert sich',
      before: 'Bisher',
      after: 'Neu',
      takesEffect: 'Gilt ab',
      canceled: 'Gekündigt',
      ends: 'Endet',
      ended: 'Beendet',
      pauses: 'Pausiert ab',
      pausedSince: 'Pausiert seit',
      resumes: 'Läuft weiter',
      receipt: 'Beleg',
      invoice: 'Rechnung',
      date: 'Datum',
      for: 'Für',
    },
    reason: ({ brand, owner }) =>
      owner === null
        ? `Sie erhalten diese Nachricht, weil Sie bei ${brand} die Abrechnung verwalten.`
        : `Sie erhalten diese Nachricht, weil Sie bei ${brand} die Abrechnung von ${owner} verwalten.`,
    isOwed: 'Nachrichten wie diese lassen sich nicht abbestellen.',
    preferences: 'Auswählen, welche Nachrichten kommen',
    questions: ({ address }) => `Fragen? Schreiben Sie an ${address}.`,
  },

  welcome: {
    subject: ({ plan }) => `Willkommen bei ${plan}`,
    title: ({ plan }) => `Ihr Tarif: ${plan}`,
    trial: ({ plan, date }) =>
      `Ihre kostenlose Testphase von ${plan} hat begonnen. Sie läuft bis ${date}; vorher wird nichts abgebucht.`,
    started: ({ plan }) => `Ihr Abo ${plan} hat begonnen.`,
    nextTrial: ({ price, date }) =>
      `Nach der Testphase kostet der Tarif ${price}, vor Steuern. Die erste Abbuchung ist am ${date}, sofern Sie nicht vorher kündigen.`,
    next: ({ price, date }) =>
      `Der Tarif kostet ${price}, vor Steuern. Die nächste Abbuchung ist am ${date}, sofern Sie nicht vorher kündigen.`,
    nextFree: 'Sie können den Tarif jederzeit wechseln oder kündigen.',
  },

  receipt: {
    subject: ({ amount, number }) =>
      number === null ? `Zahlungsbeleg über ${amount}` : `Zahlungsbeleg ${number} über ${amount}`,
    title: ({ amount }) => `${amount} bezahlt`,
    titleNothing: 'Aus Ihrem Guthaben bezahlt',
    thanks: ({ plan }) => `Vielen Dank. Ihre Zahlung für ${plan} ist eingegangen.`,
    thanksBalance: ({ plan }) =>
      `Es wurde nichts abgebucht: Ihr Guthaben hat den ganzen Betrag für ${plan} gedeckt.`,
    next: 'Es ist nichts zu tun. Die Rechnung liegt auf Ihrer Abrechnungsseite als PDF.',
    caption: 'Wofür bezahlt wurde',
    reason: {
      purchase: ({ plan }) => plan,
      subscription_create: ({ plan }) => `${plan}, erste Zahlung`,
      subscription_cycle: ({ plan }) => `${plan}, Verlängerung`,
      subscription_update: ({ plan }) => `${plan}, Tarifwechsel`,
      subscription_meter_cycle: ({ plan }) => `${plan}, Verbrauch`,
    },
    subtotal: 'Zwischensumme',
    discount: 'Rabatt',
    tax: 'Steuern',
    total: 'Gesamt',
    appliedBalance: 'Aus Ihrem Guthaben',
    paid: 'Abgebucht',
  },

  refund: {
    subject: ({ amount, number }) =>
      number === null ? `Erstattung über ${amount}` : `Erstattung über ${amount} zur Rechnung ${number}`,
    title: ({ amount }) => `${amount} erstattet`,
    refunded: ({ amount, plan }) =>
      plan === null
        ? `${amount} gehen auf das Zahlungsmittel zurück, mit dem bezahlt wurde.`
        : `${amount}, bezahlt für ${plan}, gehen auf das Zahlungsmittel zurück, mit dem bezahlt wurde.`,
    arrives:
      'Der Betrag kommt meist innerhalb von 5 bis 10 Werktagen an; wie lange es dauert, hängt von Ihrer Bank ab. Es ist nichts zu tun.',
    caption: 'Was erstattet wurde',
  },

  payment_failed: {
    subject: ({ amount }) => `Zahlung über ${amount} fehlgeschlagen`,
    subjectFinal: ({ amount }) => `Ihr Abo ist beendet: ${amount} wurden nicht bezahlt`,
    title: 'Ihre Zahlung ist fehlgeschlagen',
    titleFinal: 'Ihr Abo ist beendet',
    failed: ({ amount, plan, attempts }) =>
      [
        plan === null
          ? `${amount} konnten nicht abgebucht werden.`
          : `${amount} für ${plan} konnten nicht abgebucht werden.`,
        attempts > 1
          ? plural(attempts, {
              one: '# Versuch ist bisher fehlgeschlagen.',
              other: '# Versuche sind bisher fehlgeschlagen.',
            })
          : null,
      ]
        .filter((sentence) => sentence !== null)
        .join(' '),
    nextAttempt: ({ date }) =>
      `Der nächste Versuch ist am ${date}. Prüfen Sie vorher das Zahlungsmittel, damit Ihr Tarif weiterläuft.`,
    noAttempt: 'Ändern Sie das hinterlegte Zahlungsmittel, damit Ihr Tarif weiterläuft.',
    final: ({ amount, plan, attempts }) =>
      `${amount}${plan === null ? '' : ` für ${plan}`} konnten in ${plural(attempts, { one: '# Versuch', other: '# Versuchen' })} nicht abgebucht werden. Das Abo ist deshalb beendet.`,
    nextFinal: 'Es wird nichts mehr abgebucht. Sie können jederzeit wieder einen Tarif wählen.',
  },

  card_expiring: {
    subject: ({ date }) => `Ihre Karte läuft Ende ${date} ab`,
    title: 'Ihre Karte läuft bald ab',
    expires: ({ card, date }) => `${card}: gültig bis Ende ${date}. Abbuchungen danach schlagen fehl.`,
    next: 'Hinterlegen Sie vorher eine andere, damit Ihr Tarif ohne Unterbrechung weiterläuft.',
  },

  trial_ending: {
    subject: ({ plan, date }) => `Ihre Testphase von ${plan} endet am ${date}`,
    title: 'Ihre Testphase endet bald',
    ends: ({ plan, date }) => `Ihre kostenlose Testphase von ${plan} endet am ${date}.`,
    charged: ({ amount, price }) =>
      `Dann werden ${amount} zzgl. etwaiger Steuern abgebucht, und der Tarif verlängert sich zu ${price}, vor Steuern, bis Sie kündigen.`,
    continues: 'Danach läuft Ihr Tarif weiter.',
    next: ({ date }) =>
      `Wenn Sie weitermachen möchten, ist nichts zu tun. Wenn Sie vor dem ${date} kündigen, wird nichts abgebucht.`,
  },

  renewal_ahead: {
    subject: ({ plan, date }) => `${plan} verlängert sich am ${date}`,
    title: 'Ihr Abo verlängert sich bald',
    renews: ({ plan, date }) => `Ihr Abo ${plan} verlängert sich am ${date}.`,
    renewsAs: ({ plan, nextPlan, date }) =>
      `Ihr Abo verlängert sich am ${date} und wechselt von ${plan} zu ${nextPlan}.`,
    charged: ({ amount }) => `Dann werden ${amount} zzgl. etwaiger Steuern abgebucht.`,
    next: ({ date }) =>
      `Wenn Sie weitermachen möchten, ist nichts zu tun. Andernfalls kündigen Sie vor dem ${date}; dann wird nichts abgebucht.`,
  },

  plan_changed: {
    subject: {
      applied: ({ plan }) => `Ihr Tarif ist jetzt ${plan}`,
      scheduled: ({ plan, date }) => `Ihr Tarif wechselt am ${date} zu ${plan}`,
      dropped: ({ current }) => `Ihr Tarif bleibt ${current}`,
    },
    applied: ({ from, to, date }) => `Ihr Tarif hat am ${date} von ${from} zu ${to} gewechselt.`,
    scheduled: ({ from, to, date }) => `Ihr Tarif wechselt am ${date} von ${from} zu ${to}.`,
    dropped: ({ from, to, date }) =>
      `Der Wechsel von ${from} zu ${to}, der für den ${date} geplant war, wurde entfernt.`,
    nextApplied: 'Falls für den Wechsel etwas abgebucht wurde, erhalten Sie dafür einen eigenen Beleg.',
    nextScheduled: 'Bis dahin ändert sich nichts, und Sie können es rückgängig machen.',
    nextDropped: 'Es ändert sich nichts, und es wird nichts dafür abgebucht.',
  },

  cancellation_confirmed: {
    subject: ({ date }) => `Ihr Abo endet am ${date}`,
    subjectEnded: 'Ihr Abo ist beendet',
    title: 'Ihre Kündigung ist bestätigt',
    canceled: ({ plan, canceled, date }) =>
      `Ihr Abo ${plan} wurde am ${canceled} gekündigt. Es endet am ${date}.`,
    canceledTrial: ({ plan, canceled, date }) =>
      `Ihre Testphase von ${plan} wurde am ${canceled} gekündigt. Sie endet am ${date}, und es wird nichts abgebucht.`,
    ended: ({ plan, date }) => `Ihr Abo ${plan} wurde am ${date} beendet.`,
    next: 'Bis dahin bleibt alles, wie es ist. Es wird nichts mehr abgebucht, und Sie können es sich anders überlegen.',
    nextEnded: 'Es wird nichts mehr abgebucht. Sie können jederzeit wieder einen Tarif wählen.',
  },

  paused: {
    subject: 'Ihr Abo ist pausiert',
    subjectScheduled: ({ date }) => `Ihr Abo pausiert ab ${date}`,
    paused: ({ plan, date }) => `Ihr Abo ${plan} ist seit ${date} pausiert.`,
    scheduled: ({ plan, date }) => `Ihr Abo ${plan} pausiert ab ${date}. Bis dahin bleibt alles, wie es ist.`,
    nextUntil: ({ date }) =>
      `Während der Pause wird nichts abgebucht. Am ${date} läuft das Abo von selbst weiter und wird wieder berechnet.`,
    next: 'Während der Pause wird nichts abgebucht. Sie dauert, bis Sie das Abo fortsetzen.',
  },

  resumed: {
    subject: 'Ihr Abo läuft weiter',
    after: {
      pause: ({ plan }) => `Ihr Abo ${plan} ist nicht mehr pausiert.`,
      scheduled_pause: ({ plan }) => `Die geplante Pause Ihres Abos ${plan} wurde entfernt.`,
      scheduled_cancellation: ({ plan }) => `Die Kündigung Ihres Abos ${plan} wurde zurückgenommen.`,
    },
    next: ({ amount, date }) =>
      `Es läuft weiter wie bisher. Die nächste Abbuchung: ${amount} zzgl. etwaiger Steuern am ${date}.`,
    nextFree: 'Es läuft weiter wie bisher.',
  },
};
