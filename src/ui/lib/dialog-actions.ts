/** The look of the buttons at the end of a dialog: in a row, on a phone one under the other with the main one on top. */
export const DIALOG_ACTIONS =
  'floe:mt-6 floe:flex floe:flex-wrap floe:justify-end floe:gap-2 floe:max-sm:flex-col-reverse floe:max-sm:*:w-full';
