/** What tests and people may switch at run time. */
export interface SettingsRow {
  id: 'settings';
  /** Whether the private preview endpoints answer. */
  changePreview: boolean;
  dropDeliveries: boolean;
  duplicateDeliveries: boolean;
  delayDeliveriesMs: number;
  invoiceDelayMs: number;
}

/** The switches of a new state. */
export const defaultSettings: SettingsRow = {
  id: 'settings',
  changePreview: true,
  dropDeliveries: false,
  duplicateDeliveries: false,
  delayDeliveriesMs: 0,
  invoiceDelayMs: 250,
};
