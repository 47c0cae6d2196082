import type { Interval } from '../../core/index.ts';
import { createPlural, type PluralForms } from '../plural.ts';
import type { Span } from '../values.ts';
import type { MailWords } from './en.ts';

const plural = createPlural('ar');

const EVERY: Record<Interval, string> = {
  day: 'في اليوم',
  week: 'في الأسبوع',
  month: 'في الشهر',
  year: 'في السنة',
};

/** After a preposition: two takes another ending. */
const UNITS: Record<Interval, PluralForms> = {
  day: { one: 'يوم واحد', two: 'يومين', few: '# أيام', many: '# يومًا', other: '# يوم' },
  week: { one: 'أسبوع واحد', two: 'أسبوعين', few: '# أسابيع', many: '# أسبوعًا', other: '# أسبوع' },
  month: { one: 'شهر واحد', two: 'شهرين', few: '# أشهر', many: '# شهرًا', other: '# شهر' },
  year: { one: 'سنة واحدة', two: 'سنتين', few: '# سنوات', many: '# سنة', other: '# سنة' },
};

const ATTEMPTS: PluralForms = {
  one: 'محاولة واحدة',
  two: 'محاولتين',
  few: '# محاولات',
  many: '# محاولة',
  other: '# محاولة',
};

function every({ interval, count }: Span): string {
  return count === 1 ? EVERY[interval] : `كل ${plural(count, UNITS[interval])}`;
}

/** The Arabic words of the mails, with all six plural forms. */
export const arMails: MailWords = {
  language: 'ar',
  direction: 'rtl',

  common: {
    price: ({ amount, interval, count }) => `${amount} ${every({ interval, count })}`,
    plusTax: ({ amount }) => `${amount} إضافةً إلى أي ضريبة`,
    amountOn: ({ amount, date }) => `${amount} في ${date}`,
    card: ({ brand, last4 }) => `${brand} تنتهي بـ ${last4}`,
    yourCard: 'بطاقتك',
    openBilling: 'فتح صفحة الفوترة',
    updatePaymentMethod: 'تحديث وسيلة الدفع',
    choosePlan: 'اختيار باقة',
    keep: 'الاحتفاظ بالاشتراك',
    howToCancel: 'يمكنك الإلغاء في أي وقت: افتح صفحة الفوترة واختر «إلغاء الاشتراك».',
    labels: {
      plan: 'الباقة',
      price: 'السعر',
      trialEnds: 'تنتهي التجربة',
      firstCharge: 'أول دفعة',
      nextCharge: 'الدفعة التالية',
      amountDue: 'المبلغ المستحق',
      nextAttempt: 'المحاولة التالية',
      card: 'البطاقة',
      validUntil: 'صالحة حتى',
      renews: 'يتجدد',
      before: 'سابقًا',
      after: 'الآن',
      takesEffect: 'يسري',
      canceled: 'أُلغي',
      ends: 'ينتهي',
      ended: 'انتهى',
      pauses: 'يتوقف مؤقتًا',
      pausedSince: 'متوقف منذ',
      resumes: 'يُستأنف',
      receipt: 'الإيصال',
      invoice: 'الفاتورة',
      date: 'التاريخ',
      for: 'مقابل',
    },
    reason: ({ brand, owner }) =>
      owner === null
        ? `تصلك هذه الرسالة لأنك تدير الفوترة لدى ${brand}.`
        : `تصلك هذه الرسالة لأنك تدير فوترة ${owner} لدى ${brand}.`,
    isOwed: 'لا يمكن إيقاف الرسائل من هذا النوع.',
    preferences: 'اختيار الرسائل التي تصلك',
    questions: ({ address }) => `لديك سؤال؟ راسلنا على ${address}.`,
  },

  welcome: {
    subject: ({ plan }) => `مرحبًا بك في ${plan}`,
    title: ({ plan }) => `أنت الآن على باقة ${plan}`,
    trial: ({ plan, date }) => `بدأت تجربتك المجانية لباقة ${plan}، وتستمر حتى ${date}. لن يُخصم شيء قبل ذلك.`,
    started: ({ plan }) => `بدأ اشتراكك في ${plan}.`,
    nextTrial: ({ price, date }) =>
      `بعد التجربة تكلف الباقة ${price} قبل الضريبة. أول دفعة في ${date}، ما لم تُلغِ قبل ذلك.`,
    next: ({ price, date }) =>
      `تكلف الباقة ${price} قبل الضريبة. الدفعة التالية في ${date}، ما لم تُلغِ قبل ذلك.`,
    nextFree: 'يمكنك تغيير الباقة أو إلغاؤها في أي وقت.',
  },

  receipt: {
    subject: ({ amount, number }) =>
      number === null ? `إيصال بمبلغ ${amount}` : `الإيصال ${number} بمبلغ ${amount}`,
    title: ({ amount }) => `تم دفع ${amount}`,
    titleNothing: 'تم الدفع من رصيدك',
    thanks: ({ plan }) => `شكرًا لك. استلمنا دفعتك مقابل ${plan}.`,
    thanksBalance: ({ plan }) => `لم يُخصم شيء: غطى رصيدك كامل المبلغ مقابل ${plan}.`,
    next: 'لا يلزمك فعل شيء. الفاتورة متاحة بصيغة PDF في صفحة الفوترة.',
    caption: 'تفاصيل الدفعة',
    reason: {
      purchase: ({ plan }) => plan,
      subscription_create: ({ plan }) => `${plan}، الدفعة الأولى`,
      subscription_cycle: ({ plan }) => `${plan}، تجديد`,
      subscription_update: ({ plan }) => `${plan}، تغيير الباقة`,
      subscription_meter_cycle: ({ plan }) => `${plan}، الاستخدام`,
    },
    subtotal: 'المجموع الفرعي',
    discount: 'خصم',
    tax: 'الضريبة',
    total: 'الإجمالي',
    appliedBalance: 'من رصيدك',
    paid: 'المبلغ المخصوم',
  },

  refund: {
    subject: ({ amount, number }) =>
      number === null ? `استرداد مبلغ ${amount}` : `استرداد مبلغ ${amount} عن الفاتورة ${number}`,
    title: ({ amount }) => `تم ردّ ${amount}`,
    refunded: ({ amount, plan }) =>
      plan === null
        ? `يُعاد مبلغ ${amount} إلى وسيلة الدفع التي استُخدمت.`
        : `يُعاد مبلغ ${amount} المدفوع مقابل ${plan} إلى وسيلة الدفع التي استُخدمت.`,
    arrives: 'يصل المبلغ عادةً خلال 5 إلى 10 أيام عمل، وتتوقف المدة على مصرفك. لا يلزمك فعل شيء.',
    caption: 'تفاصيل الاسترداد',
  },

  payment_failed: {
    subject: ({ amount }) => `فشلت دفعة بمبلغ ${amount}`,
    subjectFinal: ({ amount }) => `انتهى اشتراكك: لم يُسدَّد مبلغ ${amount}`,
    title: 'لم تتم عملية الدفع',
    titleFinal: 'انتهى اشتراكك',
    failed: ({ amount, plan, attempts }) =>
      [
        plan === null ? `تعذر تحصيل ${amount}.` : `تعذر تحصيل ${amount} مقابل ${plan}.`,
        attempts > 1 ? `فشل التحصيل حتى الآن في ${plural(attempts, ATTEMPTS)}.` : null,
      ]
        .filter((sentence) => sentence !== null)
        .join(' '),
    nextAttempt: ({ date }) => `المحاولة التالية في ${date}. راجع وسيلة الدفع قبل ذلك حتى تستمر باقتك.`,
    noAttempt: 'حدّث وسيلة الدفع المحفوظة حتى تستمر باقتك.',
    final: ({ amount, plan, attempts }) =>
      `تعذر تحصيل ${amount}${plan === null ? '' : ` مقابل ${plan}`} في ${plural(attempts, ATTEMPTS)}، لذلك انتهى الاشتراك.`,
    nextFinal: 'لن يُخصم شيء بعد الآن. يمكنك اختيار باقة من جديد في أي وقت.',
  },

  card_expiring: {
    subject: ({ date }) => `تنتهي صلاحية بطاقتك بنهاية ${date}`,
    title: 'بطاقتك على وشك الانتهاء',
    expires: ({ card, date }) => `${card} صالحة حتى نهاية ${date}. ستفشل الدفعات بعد ذلك.`,
    next: 'استبدلها قبل ذلك حتى تستمر باقتك دون انقطاع.',
  },

  trial_ending: {
    subject: ({ plan, date }) => `تنتهي تجربتك لباقة ${plan} في ${date}`,
    title: 'تجربتك المجانية على وشك الانتهاء',
    ends: ({ plan, date }) => `تنتهي تجربتك المجانية لباقة ${plan} في ${date}.`,
    charged: ({ amount, price }) =>
      `عندها يُخصم ${amount} إضافةً إلى أي ضريبة، وتتجدد الباقة بسعر ${price} قبل الضريبة حتى تُلغيها.`,
    continues: 'بعد ذلك تستمر باقتك.',
    next: ({ date }) => `للاستمرار لا يلزمك فعل شيء. وإذا ألغيت قبل ${date} فلن يُخصم شيء.`,
  },

  renewal_ahead: {
    subject: ({ plan, date }) => `تتجدد باقة ${plan} في ${date}`,
    title: 'اشتراكك على وشك التجدد',
    renews: ({ plan, date }) => `يتجدد اشتراكك في ${plan} في ${date}.`,
    renewsAs: ({ plan, nextPlan, date }) => `يتجدد اشتراكك في ${date} وينتقل من ${plan} إلى ${nextPlan}.`,
    charged: ({ amount }) => `عندها يُخصم ${amount} إضافةً إلى أي ضريبة.`,
    next: ({ date }) => `للاستمرار لا يلزمك فعل شيء. ولإيقافه ألغِ الاشتراك قبل ${date}، وعندها لن يُخصم شيء.`,
  },

  plan_changed: {
    subject: {
      applied: ({ plan }) => `أنت الآن على باقة ${plan}`,
      scheduled: ({ plan, date }) => `تتغير باقتك إلى ${plan} في ${date}`,
      dropped: ({ current }) => `تبقى على باقة ${current}`,
    },
    applied: ({ from, to, date }) => `تغيرت باقتك من ${from} إلى ${to} في ${date}.`,
    scheduled: ({ from, to, date }) => `تتغير باقتك من ${from} إلى ${to} في ${date}.`,
    dropped: ({ from, to, date }) => `أُزيل التغيير من ${from} إلى ${to} الذي كان مقررًا في ${date}.`,
    nextApplied: 'إذا خُصم مبلغ مقابل التغيير فسيصلك إيصال به.',
    nextScheduled: 'حتى ذلك الحين لا يتغير شيء، ويمكنك التراجع عنه.',
    nextDropped: 'لا يتغير شيء، ولن يُخصم شيء مقابل ذلك.',
  },

  cancellation_confirmed: {
    subject: ({ date }) => `ينتهي اشتراكك في ${date}`,
    subjectEnded: 'انتهى اشتراكك',
    title: 'تم تأكيد إلغائك',
    canceled: ({ plan, canceled, date }) => `أُلغي اشتراكك في ${plan} في ${canceled}، وينتهي في ${date}.`,
    canceledTrial: ({ plan, canceled, date }) =>
      `أُلغيت تجربتك لباقة ${plan} في ${canceled}، وتنتهي في ${date}، ولن يُخصم منك شيء.`,
    ended: ({ plan, date }) => `انتهى اشتراكك في ${plan} في ${date}.`,
    next: 'حتى ذلك الحين يبقى كل شيء كما هو. لن يُخصم شيء بعد الآن، ويمكنك تغيير رأيك.',
    nextEnded: 'لن يُخصم شيء بعد الآن. يمكنك اختيار باقة من جديد في أي وقت.',
  },

  paused: {
    subject: 'اشتراكك متوقف مؤقتًا',
    subjectScheduled: ({ date }) => `يتوقف اشتراكك مؤقتًا في ${date}`,
    paused: ({ plan, date }) => `اشتراكك في ${plan} متوقف مؤقتًا منذ ${date}.`,
    scheduled: ({ plan, date }) =>
      `يتوقف اشتراكك في ${plan} مؤقتًا في ${date}. حتى ذلك الحين يبقى كل شيء كما هو.`,
    nextUntil: ({ date }) =>
      `لا يُخصم شيء أثناء التوقف. يُستأنف الاشتراك تلقائيًا في ${date} ويُحتسب من جديد منذ ذلك الحين.`,
    next: 'لا يُخصم شيء أثناء التوقف. يبقى متوقفًا حتى تستأنفه.',
  },

  resumed: {
    subject: 'اشتراكك مستمر',
    after: {
      pause: ({ plan }) => `لم يعد اشتراكك في ${plan} متوقفًا.`,
      scheduled_pause: ({ plan }) => `أُزيل التوقف المؤقت المقرر لاشتراكك في ${plan}.`,
      scheduled_cancellation: ({ plan }) => `تم التراجع عن إلغاء اشتراكك في ${plan}.`,
    },
    next: ({ amount, date }) => `يستمر كما كان. الدفعة التالية ${amount} إضافةً إلى أي ضريبة في ${date}.`,
    nextFree: 'يستمر كما كان.',
  },
};
