/** A call for bids a customer follows. */
export interface Tender {
  id: string;
  title: string;
  buyer: string;
  valueLabel: string;
  closesOn: string;
  stage: 'Qualifying' | 'Drafting' | 'Review' | 'Submitted';
}

/** Sample tenders, the same for everyone. */
export const tenders: readonly Tender[] = [
  {
    id: 'T-1042',
    title: 'Harbor quay wall, phase 2',
    buyer: 'Port of Kiel',
    valueLabel: '€4.2 M',
    closesOn: '8 Dec',
    stage: 'Review',
  },
  {
    id: 'T-1047',
    title: 'Primary school extension',
    buyer: 'City of Lund',
    valueLabel: '€1.1 M',
    closesOn: '12 Dec',
    stage: 'Drafting',
  },
  {
    id: 'T-1051',
    title: 'Bridge inspection, lot 3',
    buyer: 'Rail Infrastructure Agency',
    valueLabel: '€380 K',
    closesOn: '19 Dec',
    stage: 'Drafting',
  },
  {
    id: 'T-1058',
    title: 'Hospital ventilation renewal',
    buyer: 'Region Nord',
    valueLabel: '€2.7 M',
    closesOn: '9 Jan',
    stage: 'Qualifying',
  },
  {
    id: 'T-1060',
    title: 'Noise barriers, ring road',
    buyer: 'Road Authority',
    valueLabel: '€890 K',
    closesOn: '15 Jan',
    stage: 'Submitted',
  },
];
