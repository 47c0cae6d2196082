import assert from 'node:assert/strict';
import type { QueryName } from '../../contract/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { as, intent, subscribe, until } from './steps.ts';
import type { BillingAdapterSubject } from './subject.ts';

/** `subscribe`. */
export const liveCases: readonly ConformanceCase<BillingAdapterSubject>[] = [
  {
    name: 'tells everyone of an owner which answers went stale, and nobody else',
    run: async (subject) => {
      await subscribe(subject);
      const [member, stranger] = [as(subject, 'member'), as(subject, 'other_owner')];
      // An adapter without `subscribe` pushes nothing, which is allowed.
      if (member.subscribe === undefined || stranger.subscribe === undefined) return;
      const stale: QueryName[] = [];
      const strange: QueryName[] = [];
      const connected = new Set<string>();
      const stops = [
        member.subscribe({
          onEvent: (event) => void stale.push(...event.stale),
          onConnectionChange: (isConnected) => void (isConnected && connected.add('member')),
        }),
        stranger.subscribe({
          onEvent: (event) => void strange.push(...event.stale),
          onConnectionChange: (isConnected) => void (isConnected && connected.add('stranger')),
        }),
      ];
      try {
        await until(
          async () => connected.size,
          (count) => count === 2,
          'the live connection',
        );
        const owner = as(subject, 'owner');
        const { revision } = await owner.getBilling({});
        await owner.cancelSubscription({ revision, reason: 'unused' }, intent());

        await until(
          async () => stale,
          (names) => names.includes('getBilling'),
          'the news of a cancellation',
        );
        assert.deepEqual(strange, []);
      } finally {
        for (const stop of stops) stop();
      }
    },
  },
];
