import type { Interval } from '../core/index.ts';
import type { Messages } from './en.ts';
import { createPlural, type PluralForms } from './plural.ts';
import type { Span } from './values.ts';

const plural = createPlural('de');

const NOMINATIVE: Record<Interval, PluralForms> = {
  day: { one: '# Tag', other: '# Tage' },
  week: { one: '# Woche', other: '# Wochen' },
  month: { one: '# Monat', other: '# Monate' },
  year: { one: '# Jahr', other: '# Jahre' },
};

const PER: Record<Interval, string> = { day: '/Tag', week: '/Woche', month: '/Monat', year: '/Jahr' };

const ADVERBS: Record<Interval, string> = {
  day: 'täglich',
  week: 'wöchentlich',
  month: 'monatlich',
  year: 'jährlich',
};

const OPTIONS: Record<Interval, string> = {
  day: 'Täglich',
  week: 'Wöchentlich',
  month: 'Monatlich',
  year: 'Jährlich',
};

const ADJECTIVES: Record<Interval, string> = {
  day: 'tägliche',
  week: 'wöchentliche',
  month: 'monatliche',
  year: 'jährliche',
};

function length({ interval, count }: Span): string {
  return plural(count, NOMINATIVE[interval]);
}

function adverb(span: Span): string {
  return span.count === 1 ? ADVERBS[span.interval] : `alle ${length(span)}`;
}

function billing(span: Span): string {
  return span.count === 1 ? `${ADJECTIVES[span.interval]} Abrechnung` : `Abrechnung alle ${length(span)}`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The German catalogue. */
export const de: Messages = {
  common: {
    retry: 'Erneut versuchen',
    close: 'Schließen',
    back: 'Zurück',
    done: 'Fertig',
    dismiss: 'Ausblenden',
    loading: 'Wird geladen …',
    relativeDate: ({ relative, date }) => `${relative}, ${date}`,
    dateInSentence: ({ relative, date }) => `${date} (${relative})`,
    perInterval: ({ interval, count }) =>
      count === 1 ? PER[interval] : ` alle ${length({ interval, count })}`,
    card: ({ brand, last4 }) => `${brand}, endet auf ${last4}`,
    plusTax: ({ amount }) => `${amount} zzgl. etwaiger Steuern`,
    otherPaymentMethod: 'Hinterlegtes Zahlungsmittel',
    cardExpires: ({ date }) => `Gültig bis ${date}`,
  },
  status: {
    incomplete: 'Wartet auf Zahlung',
    incomplete_expired: 'Zahlung nicht abgeschlossen',
    trialing: 'Testphase',
    active: 'Aktiv',
    past_due: 'Zahlung fehlgeschlagen',
    canceled: 'Gekündigt',
    unpaid: 'Beendet, unbezahlt',
    paused: 'Pausiert',
    cancel_scheduled: 'Endet bald',
    pause_scheduled: 'Pausiert bald',
  },
  planSelector: {
    legend: 'Abrechnungszeitraum',
    interval: ({ interval, count }) =>
      count === 1 ? OPTIONS[interval] : `Alle ${length({ interval, count })}`,
    currency: 'Währung',
    freeMonths: ({ count }) => plural(count, { one: '# Monat gratis', other: '# Monate gratis' }),
    savePercent: ({ percent }) => `${percent} sparen`,
    saveUpToPercent: ({ percent }) => `bis zu ${percent} sparen`,
    plans: 'Tarife',
    recommended: 'Empfohlen',
    current: 'Aktueller Tarif',
    currentOtherInterval: (span) => `Aktueller Tarif, ${adverb(span)}`,
    scheduled: ({ date }) => `Beginnt am ${date}`,
    perMonth: ({ amount }) => `${amount} pro Monat, jährlich abgerechnet`,
    billed: (span) => `Abrechnung ${adverb(span)}`,
    trialThen: ({ trial, price }) => `${length(trial)} kostenlos, dann ${price}`,
    customPrice: 'Preis auf Anfrage',
    noPrice: ({ currency }) => `Nicht in ${currency} erhältlich`,
    notSoldBy: (span) => `Nicht ${adverb(span)} erhältlich`,
    features: ({ plan }) => `In ${plan} enthalten`,
    startTrial: (span) => `${length(span)} kostenlos testen`,
    subscribe: ({ plan }) => `${plan} abonnieren`,
    upgrade: ({ plan }) => `Auf ${plan} erweitern`,
    downgrade: ({ plan }) => `Zu ${plan} wechseln`,
    downgradeOn: ({ date }) => `Zum ${date} wechseln`,
    switchInterval: (span) => `Auf ${billing(span)} umstellen`,
    switchIntervalOn: ({ date, ...span }) => `Zum ${date} auf ${billing(span)} umstellen`,
    keepPlan: ({ plan }) => `${plan} behalten`,
    keepInterval: (span) => `${capitalize(billing(span))} behalten`,
    yourPlan: 'Das ist Ihr Tarif',
    contact: 'Kontakt aufnehmen',
    notAvailable: 'Zurzeit nicht möglich',
    unavailable: {
      no_price_in_currency: () => 'Wählen Sie für diesen Tarif eine andere Währung.',
      permission: () =>
        'Sie können die Tarife ansehen. Einen Wechsel nehmen Inhaber oder Administratoren vor.',
      cancel_scheduled: () =>
        'Ihr Abonnement ist gekündigt. Behalten Sie es zuerst, dann können Sie den Tarif wechseln.',
      past_due: () =>
        'Die letzte Zahlung ist fehlgeschlagen. Sobald sie beglichen ist, können Sie den Tarif wechseln.',
      paused: () => 'Ihr Abonnement ist pausiert. Sobald es wieder läuft, können Sie den Tarif wechseln.',
      incomplete: () =>
        'Die erste Zahlung ist noch nicht abgeschlossen. Danach können Sie den Tarif wechseln.',
    },
    emptyTitle: 'Noch keine Tarife',
    emptyDescription: 'Tarife erscheinen hier, sobald sie angeboten werden.',
    errorTitle: 'Die Tarife konnten nicht geladen werden',
    redirecting: 'Bezahlseite wird geöffnet …',
    addOns: 'Zusatzleistungen',
    addOnsDescription: 'Zu jedem Tarif erhältlich.',
    perUser: ({ price }) => `${price} pro Benutzer`,
  },
  changeDialog: {
    title: {
      upgrade: ({ plan }) => `Auf ${plan} erweitern`,
      downgrade: ({ plan }) => `Zu ${plan} wechseln`,
      interval: (span) => `Auf ${billing(span)} umstellen`,
      resume: ({ plan }) => `${plan} fortsetzen`,
    },
    description: ({ from, to }) => `Von ${from} zu ${to}.`,
    resumeDescription: ({ plan }) => `Die Pause endet jetzt, und ein neuer Zeitraum ${plan} beginnt.`,
    plan: ({ plan, price }) => `${plan} (${price})`,
    lines: {
      unused_time: ({ plan }) => `Nicht genutzte Zeit ${plan}`,
      remaining_time: ({ plan }) => `Restliche Zeit ${plan}`,
      full_period: ({ plan }) => `${plan}, ganzer Zeitraum`,
      discount: () => 'Rabatt',
    },
    loadingQuote: 'Die Kosten werden berechnet …',
    linesCaption: 'Was dieser Wechsel kostet',
    subtotal: 'Zwischensumme',
    tax: 'Steuern',
    taxUnknown: 'Kommen gegebenenfalls hinzu',
    appliedBalance: 'Aus Ihrem Guthaben',
    dueNow: 'Jetzt fällig',
    credited: 'Wird Ihrem Guthaben gutgeschrieben',
    takesEffect: 'Gilt ab',
    atOnce: 'Sofort',
    nextInvoice: 'Nächste Rechnung',
    nextInvoiceOn: 'Nächste Rechnung am',
    paymentMethod: 'Bezahlt mit',
    exact: 'Dies ist der genaue Betrag.',
    estimate: 'Dies ist eine Schätzung. Bevor Sie mehr als das zahlen, werden Sie erneut gefragt.',
    confirm: {
      pay: {
        upgrade: ({ amount }) => `Jetzt ${amount} zahlen und erweitern`,
        downgrade: ({ amount }) => `Jetzt ${amount} zahlen und wechseln`,
        interval: ({ amount }) => `Jetzt ${amount} zahlen und umstellen`,
        resume: ({ amount }) => `Jetzt ${amount} zahlen und fortsetzen`,
      },
      now: {
        upgrade: () => 'Jetzt erweitern',
        downgrade: () => 'Jetzt wechseln',
        interval: () => 'Jetzt umstellen',
        resume: () => 'Jetzt fortsetzen',
      },
      schedule: {
        upgrade: ({ date }) => `Erweiterung zum ${date} vormerken`,
        downgrade: ({ date }) => `Wechsel zum ${date} vormerken`,
        interval: ({ date }) => `Umstellung zum ${date} vormerken`,
      },
    },
    pending: 'Tarif wird gewechselt …',
    resuming: 'Tarif wird fortgesetzt …',
    keep: 'Nicht jetzt',
    quoteChangedTitle: 'Der Betrag hat sich geändert',
    quoteChanged: 'Es wurde nichts abgebucht. Prüfen Sie den neuen Betrag, bevor Sie ihn bestätigen.',
    declinedTitle: 'Die Zahlung wurde abgelehnt',
    actionRequired: 'Zahlung abschließen',
    receiptTitle: ({ plan }) => `Sie nutzen jetzt ${plan}`,
    receiptScheduledTitle: 'Der Wechsel ist vorgemerkt',
    receiptCharged: ({ amount }) => `${amount} wurden abgebucht. Die Rechnung finden Sie in Ihrer Liste.`,
    receiptNothing: 'Es wurde nichts abgebucht.',
    receiptUnpaid: ({ amount }) =>
      `${amount} konnten nicht eingezogen werden. Es wird erneut versucht; prüfen Sie Ihr Zahlungsmittel.`,
    receiptScheduled: ({ plan, date }) =>
      `Sie wechseln am ${date} zu ${plan}. Bis dahin ändert sich nichts, und Sie können es rückgängig machen.`,
  },
  subscriptionCard: {
    label: 'Abonnement',
    billed: (span) => `Abrechnung ${adverb(span)}`,
    nextCharge: 'Nächste Abbuchung',
    firstCharge: 'Erste Abbuchung',
    openPayment: 'Offene Zahlung',
    nextAttempt: ({ date }) => `Neuer Versuch ${date}`,
    paymentMethod: 'Zahlungsmittel',
    noPaymentMethod: 'Keines hinterlegt',
    trialEnds: 'Ende der Testphase',
    renews: 'Verlängert sich',
    ended: 'Beendet',
    since: 'Kunde seit',
    resumes: 'Läuft weiter',
    pausedSince: 'Pausiert seit',
    accessUntil: 'Zugang bis',
    changePlan: 'Tarif wechseln',
    choosePlan: 'Tarif wählen',
    cancel: 'Abonnement kündigen',
    uncancel: 'Abonnement behalten',
    pause: 'Abonnement pausieren',
    dropPause: 'Nicht pausieren',
    resume: 'Jetzt fortsetzen',
    scheduledChange: ({ plan, date }) => `Wechselt am ${date} zu ${plan}.`,
    scheduledChangeWithPrice: ({ plan, date, price }) => `Wechselt am ${date} zu ${plan} (${price}).`,
    dropChange: ({ plan }) => `${plan} behalten`,
    dropIntervalChange: (span) => `${capitalize(billing(span))} behalten`,
    cancelScheduled: ({ date }) => `Ihr Abonnement endet am ${date}. Bis dahin bleibt alles, wie es ist.`,
    pauseScheduled: ({ date, until }) =>
      until === null
        ? `Ihr Abonnement pausiert ab ${date}. Bis dahin bleibt alles, wie es ist.`
        : `Ihr Abonnement pausiert ab ${date} und läuft am ${until} von selbst weiter.`,
    chargeOnResume: 'Abbuchung beim Fortsetzen',
    notes: {
      incomplete: 'Die erste Zahlung ist noch nicht abgeschlossen. Danach beginnt der Tarif.',
      incomplete_expired:
        'Die erste Zahlung wurde nicht rechtzeitig abgeschlossen. Es wurde nichts abgebucht.',
      canceled: 'Dieses Abonnement ist beendet. Es wird nichts mehr abgebucht.',
      unpaid: 'Dieses Abonnement endete, weil die letzte Rechnung nicht bezahlt wurde.',
      paused: 'Solange das Abonnement pausiert, wird nichts abgebucht.',
    },
    amountsHidden: 'Beträge und Zahlungsdaten sehen nur diejenigen, die die Abrechnung verwalten.',
    emptyTitle: 'Noch kein Abonnement',
    emptyDescription: 'Wählen Sie einen Tarif. Sie sehen, was er kostet, bevor etwas abgebucht wird.',
    emptyDescriptionReader: 'Bitten Sie einen Inhaber oder Administrator, einen Tarif zu wählen.',
    errorTitle: 'Das Abonnement konnte nicht geladen werden',
    changeDropped: 'Der vorgemerkte Wechsel wurde entfernt.',
    pauseDropped: 'Die Pause wurde zurückgenommen. Ihr Abonnement läuft weiter.',
    uncanceled: 'Ihr Abonnement läuft weiter.',
  },
  invoiceTable: {
    label: 'Rechnungen',
    columns: { date: 'Datum', number: 'Rechnung', status: 'Status', amount: 'Betrag', document: 'Dokument' },
    status: {
      draft: 'Entwurf',
      pending: 'Zahlung offen',
      paid: 'Bezahlt',
      refunded: 'Erstattet',
      partially_refunded: 'Teilweise erstattet',
      void: 'Storniert',
    },
    reason: {
      purchase: ({ plan }) => plan,
      subscription_create: ({ plan }) => `${plan}, erste Rechnung`,
      subscription_cycle: ({ plan }) => `${plan}, Verlängerung`,
      subscription_update: ({ plan }) => `${plan}, Tarifwechsel`,
      subscription_meter_cycle: ({ plan }) => `${plan}, Verbrauch`,
    },
    noNumber: 'Nummer folgt',
    nextAttempt: ({ date }) => `Neuer Versuch ${date}`,
    refunded: ({ amount }) => `${amount} erstattet`,
    filter: 'Status',
    allStatuses: 'Alle Status',
    search: 'Rechnungen durchsuchen',
    searchPlaceholder: 'Nummer oder Tarif',
    download: 'Herunterladen',
    downloadInvoice: ({ number }) => `Rechnung ${number} herunterladen`,
    preparing: 'Wird erstellt …',
    open: 'PDF öffnen',
    openInvoice: ({ number }) => `PDF der Rechnung ${number} öffnen`,
    popupBlocked: 'Ihr Browser hat den neuen Tab blockiert. Das Dokument ist bereit:',
    next: 'Weiter',
    previous: 'Zurück',
    pages: 'Seiten der Rechnungen',
    page: ({ page }) => `Seite ${page}`,
    emptyTitle: 'Noch keine Rechnungen',
    emptyDescription: 'Ihre erste Rechnung erscheint hier nach der ersten Abbuchung.',
    noResultsTitle: 'Keine passende Rechnung',
    noResultsDescription: 'Versuchen Sie es mit einer anderen Nummer, einem anderen Tarif oder Status.',
    clear: 'Alle Rechnungen zeigen',
    deniedTitle: 'Rechnungen werden Ihnen nicht angezeigt',
    deniedDescription: 'Bitten Sie einen Inhaber oder Administrator Ihrer Organisation um eine Kopie.',
    errorTitle: 'Die Rechnungen konnten nicht geladen werden',
  },
  cancelFlow: {
    title: 'Abonnement kündigen',
    step: ({ step, total }) => `Schritt ${step} von ${total}`,
    reasonTitle: 'Warum möchten Sie gehen?',
    reasonDescription: 'Ihre Antwort hilft uns. Am Ablauf ändert sie nichts.',
    reasons: {
      too_expensive: 'Es kostet zu viel',
      missing_features: 'Mir fehlt etwas, das ich brauche',
      switched_service: 'Ich wechsle zu einem anderen Anbieter',
      unused: 'Ich nutze es zu wenig',
      customer_service: 'Ich bin mit dem Kundendienst unzufrieden',
      low_quality: 'Es ist nicht gut genug',
      too_complex: 'Es ist zu kompliziert',
      other: 'Ein anderer Grund',
    },
    comment: 'Möchten Sie noch etwas sagen? (freiwillig)',
    continue: 'Weiter',
    keep: 'Abonnement behalten',
    confirmTitle: ({ plan }) => `Was geschieht, wenn Sie ${plan} kündigen`,
    endsPaid: ({ date }) =>
      `Sie behalten alles bis ${date}. Es wird nichts mehr abgebucht, und Sie können die Kündigung bis dahin zurücknehmen.`,
    endsTrial: ({ date }) =>
      `Ihre Testphase läuft bis ${date}. Es wird nichts abgebucht, und Sie können die Kündigung bis dahin zurücknehmen.`,
    featuresLost: ({ date }) => `Ab ${date} entfällt`,
    confirm: ({ date }) => `Zum ${date} kündigen`,
    pending: 'Wird gekündigt …',
    doneTitle: 'Ihr Abonnement ist gekündigt',
    doneDescription: ({ date }) =>
      `Es endet am ${date}. Bis dahin bleibt alles, wie es ist, und Sie können es sich anders überlegen.`,
    undoing: 'Kündigung wird zurückgenommen …',
    undone: 'Ihr Abonnement läuft weiter.',
    errorTitle: 'Das konnte nicht geladen werden',
  },
  pauseFlow: {
    title: 'Abonnement pausieren',
    headline: ({ date }) => `Pause bis ${date}`,
    description: 'Wählen Sie, wie lange. Sie sehen, was das bedeutet, bevor sich etwas ändert.',
    length: 'Dauer der Pause',
    option: ({ count, date }) => `${length({ interval: 'month', count })}, bis ${date}`,
    effects: 'Was beim Pausieren geschieht',
    before: ({ date }) => `Bis ${date} bleibt alles, wie es ist.`,
    during: ({ plan }) => `Danach wird nichts abgebucht, und was ${plan} bietet, ist nicht verfügbar.`,
    after: ({ date, plan, amount }) =>
      amount === null
        ? `Am ${date} läuft ${plan} von selbst weiter und wird abgebucht.`
        : `Am ${date} läuft ${plan} von selbst weiter, und ${amount} werden abgebucht.`,
    undoable: 'Sie können das jederzeit zurücknehmen oder früher fortsetzen.',
    keep: 'Nicht jetzt',
    confirm: ({ from, until }) => `Vom ${from} bis ${until} pausieren`,
    pending: 'Pause wird vorgemerkt …',
    doneTitle: ({ date }) => `Ihr Tarif läuft am ${date} weiter`,
    doneDescription: ({ date }) =>
      `Die Pause beginnt am ${date}. Bis dahin bleibt alles, wie es ist, und Sie können sie zurücknehmen.`,
    undo: 'Nicht pausieren',
    undoing: 'Pause wird zurückgenommen …',
    undone: 'Ihr Abonnement läuft weiter.',
  },
  paymentMethods: {
    label: 'Zahlungsmittel',
    default: 'Standard',
    expiresSoon: 'Läuft bald ab',
    expired: 'Abgelaufen',
    stays:
      'Ihr Abonnement wird von diesem abgebucht. Um es zu entfernen, machen Sie zuerst ein anderes zum Standard.',
    makeDefault: 'Als Standard verwenden',
    makingDefault: 'Wird Standard…',
    madeDefault: ({ method }) => `Ab jetzt wird abgebucht von: ${method}.`,
    remove: 'Entfernen',
    removing: 'Wird entfernt…',
    removed: ({ method }) => `${method} wurde entfernt.`,
    removeTitle: ({ method }) => `${method} entfernen?`,
    removeDescription: 'Davon wird nicht mehr abgebucht. Um es wieder zu verwenden, fügen Sie es neu hinzu.',
    payTitle: ({ method }) => `Ab jetzt abbuchen von: ${method}?`,
    payDescription: ({ amount }) =>
      `${amount} konnten nicht eingezogen werden und werden jetzt davon abgebucht. Spätere Abbuchungen ebenso.`,
    payConfirm: ({ amount }) => `Verwenden und ${amount} bezahlen`,
    keep: 'Jetzt nicht',
    add: 'Zahlungsmittel hinzufügen',
    adding: 'Sichere Seite wird geöffnet…',
    addHint: 'Sie geben es auf einer sicheren Seite unseres Zahlungsdienstes ein und kommen hierher zurück.',
    emptyTitle: 'Kein Zahlungsmittel hinterlegt',
    emptyDescription: 'Fügen Sie eines hinzu, damit die nächste Abbuchung gelingt.',
    emptyBeforePlan: 'Sie werden danach gefragt, wenn Sie einen Tarif wählen.',
    deniedTitle: 'Zahlungsmittel werden Ihnen nicht angezeigt',
    deniedDescription: 'Fragen Sie einen Inhaber oder Administrator Ihrer Organisation.',
    errorTitle: 'Die Zahlungsmittel konnten nicht geladen werden',
  },
  billingAlert: {
    dismiss: 'Hinweis ausblenden',
    askAdministrator: 'Bitten Sie einen Inhaber oder Administrator, sich darum zu kümmern.',
    paymentFailedTitle: ({ attempts }) =>
      attempts > 1
        ? plural(attempts, { one: 'Zahlung #-mal fehlgeschlagen', other: 'Zahlung #-mal fehlgeschlagen' })
        : 'Zahlung fehlgeschlagen',
    paymentFailed: ({ amount, date }) =>
      [
        amount === null
          ? 'Die letzte Zahlung ist fehlgeschlagen.'
          : `${amount} konnten nicht abgebucht werden.`,
        date === null
          ? 'Prüfen Sie das hinterlegte Zahlungsmittel.'
          : `Der nächste Versuch ist ${date}. Prüfen Sie vorher das Zahlungsmittel.`,
      ].join(' '),
    accessUntil: ({ plan, date }) => `Was ${plan} bietet, bleibt bis zum ${date} verfügbar.`,
    accessEnded: ({ plan }) => `Was ${plan} bietet, ist erst nach der Zahlung wieder verfügbar.`,
    paymentFailedReader: () => 'Die letzte Zahlung ist fehlgeschlagen.',
    canceledTitle: 'Ihr Abonnement ist beendet',
    canceled: ({ date }) =>
      `${date === null ? 'Es ist beendet' : `Es endete ${date}`}. Wählen Sie einen Tarif, um neu zu beginnen.`,
    canceledReader: ({ date }) => (date === null ? 'Es ist beendet.' : `Es endete ${date}.`),
    cancelScheduledTitle: 'Ihr Abonnement wird enden',
    cancelScheduled: ({ date }) => `Es endet ${date}. Bis dahin können Sie es behalten.`,
    cancelScheduledReader: ({ date }) => `Es endet ${date}.`,
    pauseScheduledTitle: 'Ihr Abonnement wird pausieren',
    pauseScheduled: ({ date }) => `Es pausiert ${date}.`,
    pausedTitle: 'Ihr Abonnement ist pausiert',
    paused: ({ date }) =>
      date === null ? 'Es bleibt pausiert, bis es fortgesetzt wird.' : `Es läuft ${date} weiter.`,
    trialEndingTitle: 'Ihre Testphase endet bald',
    trialEnding: ({ date, amount }) =>
      amount === null
        ? `Sie endet ${date}. Danach läuft Ihr Tarif weiter.`
        : `Sie endet ${date}. Dann werden ${amount} abgebucht, wenn Sie nicht vorher kündigen.`,
    trialEndingReader: ({ date }) => `Sie endet ${date}.`,
    cardExpiringTitle: 'Ihre Karte läuft bald ab',
    cardExpiredTitle: 'Ihre Karte ist abgelaufen',
    cardExpiring: ({ date }) => `Sie gilt nicht mehr ${date}. Ersetzen Sie sie, damit Ihr Tarif weiterläuft.`,
    cardExpired: 'Ersetzen Sie sie, damit die nächste Abbuchung gelingt.',
    pay: ({ amount, method }) => `${amount} jetzt bezahlen mit ${method}`,
    paying: 'Wird bezahlt…',
    paid: ({ amount }) => `${amount} wurden abgebucht. Es ist nichts mehr offen.`,
    paidBefore: 'Der Betrag wurde inzwischen bezahlt. Es wurde nichts abgebucht.',
    openingPage: 'Sichere Seite wird geöffnet…',
    triedTooOften: 'Das wurde zu oft versucht. Verwenden Sie ein anderes Zahlungsmittel.',
    updatePaymentMethod: 'Zahlungsmittel ändern',
    contactSupport: 'Für ein anderes Zahlungsmittel wenden Sie sich bitte an den Support.',
    choosePlan: 'Tarif wählen',
    keep: 'Abonnement behalten',
  },
  checkoutStatus: {
    processingTitle: 'Ihre Zahlung wird bestätigt',
    processing: 'Das dauert meist nur Sekunden. Sie können die Seite verlassen: Es geht nichts verloren.',
    succeededTitle: ({ plan }) => `Willkommen bei ${plan}`,
    succeeded: 'Ihr Abonnement ist bereit.',
    succeededTrial: ({ date }) =>
      `Ihre Testphase hat begonnen und endet ${date}. Vorher wird nichts abgebucht.`,
    failedTitle: 'Die Zahlung ist fehlgeschlagen',
    failed: ({ plan }) =>
      `${plan} hat nicht begonnen, und es wurde nichts abgebucht. Sie können es erneut versuchen.`,
    expiredTitle: 'Diese Bezahlung ist abgelaufen',
    expired: ({ plan }) =>
      `${plan} hat nicht begonnen, und es wurde nichts abgebucht. Wählen Sie erneut einen Tarif.`,
    openTitle: 'Ihre Bezahlung ist noch offen',
    open: ({ plan }) => `${plan} beginnt, sobald Sie sie abschließen. Bisher wurde nichts abgebucht.`,
    resume: 'Weiter zur Bezahlung',
    choosePlan: 'Tarif wählen',
    errorTitle: 'Die Bezahlung konnte nicht geprüft werden',
    unknown: 'Diese Adresse gehört zu keiner Ihrer Bezahlungen. Was Sie haben, zeigt Ihr Abonnement.',
  },
  billingPage: {
    subscription: 'Abonnement',
    plans: 'Tarife',
    plansDescription: 'Preise ohne Steuern. Sie sehen den genauen Betrag, bevor etwas abgebucht wird.',
    paymentMethods: 'Zahlungsmittel',
    invoices: 'Rechnungen',
    deniedTitle: 'Sie können ansehen, aber nichts ändern',
    denied: ({ owner }) =>
      `Die Abrechnung von ${owner} verwalten Inhaber und Administratoren. Bitten Sie eine dieser Personen um eine Änderung.`,
    noAccessTitle: 'Die Abrechnung wird Ihnen nicht angezeigt',
    noAccess: 'Bitten Sie einen Inhaber oder Administrator Ihrer Organisation um Zugang.',
    errorTitle: 'Die Abrechnung konnte nicht geladen werden',
  },
  errors: {
    unauthenticated: 'Sie wurden abgemeldet. Melden Sie sich an und wiederholen Sie den Vorgang.',
    forbidden:
      'Dazu sind Sie nicht berechtigt. Fragen Sie einen Inhaber oder Administrator Ihrer Organisation.',
    not_found: 'Das gibt es nicht mehr. Laden Sie die Seite neu, um den aktuellen Stand zu sehen.',
    invalid_request:
      'Etwas an dieser Anfrage wurde nicht angenommen. Laden Sie die Seite neu und versuchen Sie es erneut.',
    conflict:
      'Inzwischen hat sich etwas geändert, und es ist nichts geschehen. Prüfen Sie den aktuellen Stand und versuchen Sie es erneut.',
    quote_changed:
      'Der Betrag hat sich geändert, und es wurde nichts abgebucht. Prüfen Sie den neuen Betrag.',
    quote_expired:
      'Der Betrag wurde vor zu langer Zeit angezeigt, und es wurde nichts abgebucht. Prüfen Sie den neuen.',
    already_subscribed: 'Es gibt bereits ein Abonnement. Laden Sie die Seite neu, um es zu sehen.',
    payment_declined:
      'Die Bank hat die Zahlung abgelehnt, und es hat sich nichts geändert. Prüfen Sie das Zahlungsmittel oder verwenden Sie ein anderes.',
    payment_action_required:
      'Ihre Bank verlangt, dass Sie diese Zahlung bestätigen. Bis dahin ändert sich nichts.',
    billing_details_required:
      'Name und Anschrift für die Rechnung fehlen. Ergänzen Sie sie und versuchen Sie es erneut.',
    limit_exceeded: 'Das geht über Ihren Tarif hinaus. Wählen Sie zuerst einen größeren Tarif.',
    rate_limited: 'Das war zu oft in kurzer Zeit. Warten Sie einen Moment und versuchen Sie es erneut.',
    provider_unavailable:
      'Der Zahlungsdienst ist nicht erreichbar. Prüfen Sie Ihre Verbindung oder versuchen Sie es in einer Minute erneut: Nichts geschieht doppelt.',
    internal:
      'Bei uns ist etwas schiefgegangen. Versuchen Sie es erneut; bleibt es so, wenden Sie sich an den Support.',
  },
};
