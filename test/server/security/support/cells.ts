import { CLIENT_HEADER, OPERATION_NAMES, OWNER_HEADER, operations } from '../../../../src/contract/index.ts';
import { BILLING_ERRORS, type Permission } from '../../../../src/core/index.ts';
import { DEFAULT_ROLE_PERMISSIONS } from '../../../../src/server/index.ts';
import { type Ids, idsOf, type Outcome, probes, takeSteps, unknownIds, type Whose } from './probes.ts';
import {
  ADDRESS_HEADER,
  FLOODED_ADDRESS,
  FLOODED_ORGANIZATION,
  FOREIGN,
  OWN,
  type Route,
  type Send,
  type Sent,
  type Stage,
  TEST_ROLES,
  type TestRole,
} from './stage.ts';

/** One request of the matrix with what it must be answered. */
export interface Cell {
  /** What is special about it: a role with whose ids, or what is wrong with it. */
  row: string;
  route: Route;
  whose: Whose;
  sent: Omit<Sent, 'input'>;
  /** Given beside the input of the contract. */
  extraInput?: object | undefined;
  expected: Outcome;
}

/** Every route with somebody's billing, from the contract's table, and the stream beside it. */
export const ROUTES: readonly Route[] = [...OPERATION_NAMES, 'events'];

const OWNER = { organization: OWN, role: 'owner' } as const;

// Each breaks one rule and keeps all others, so that one guard alone stands in its way.
const FORGERIES: readonly {
  row: string;
  of: 'all' | 'commands';
  sent: Omit<Sent, 'input'>;
  expected: Outcome;
}[] = [
  { row: 'signed out', of: 'all', sent: { who: null }, expected: 'unauthenticated' },
  {
    row: 'from another origin',
    of: 'all',
    sent: { who: OWNER, headers: { origin: 'https://evil.example', 'sec-fetch-site': null } },
    expected: 'forbidden',
  },
  {
    row: 'from another site, without its origin',
    of: 'all',
    sent: { who: OWNER, headers: { origin: null, 'sec-fetch-site': 'cross-site' } },
    expected: 'forbidden',
  },
  {
    row: 'without the client header',
    of: 'commands',
    sent: { who: OWNER, headers: { [CLIENT_HEADER]: null } },
    expected: 'forbidden',
  },
  {
    row: 'as a form',
    of: 'commands',
    sent: { who: OWNER, headers: { 'content-type': 'text/plain' } },
    expected: 'invalid_request',
  },
  {
    row: 'without the name of an intent',
    of: 'commands',
    sent: { who: OWNER, headers: { 'idempotency-key': null } },
    expected: 'invalid_request',
  },
  {
    row: 'from a page that shows another owner',
    of: 'all',
    sent: { who: OWNER, headers: { [OWNER_HEADER]: `organization_${FOREIGN}` } },
    expected: 'conflict',
  },
  {
    row: 'from an address that asks too often',
    of: 'all',
    sent: { who: OWNER, headers: { [ADDRESS_HEADER]: FLOODED_ADDRESS } },
    expected: 'rate_limited',
  },
  {
    row: 'for an owner who asks too often',
    of: 'all',
    sent: { who: { organization: FLOODED_ORGANIZATION, role: 'owner' } },
    expected: 'rate_limited',
  },
];

function isCommand(route: Route): boolean {
  return route !== 'events' && operations[route].kind === 'command';
}

function permissionOf(route: Route): Permission {
  return route === 'events' ? 'billing:view' : operations[route].permission;
}

function mayDo(role: TestRole, route: Route): boolean {
  return role !== 'auditor' && DEFAULT_ROLE_PERMISSIONS[role].includes(permissionOf(route));
}

/** Every cell of one route: what is wrong, then each role with each kind of ids. */
export function cellsOf(route: Route): Cell[] {
  const { answers } = probes[route];
  const kinds = Object.keys(answers) as Whose[];
  const forged = FORGERIES.filter(({ of }) => of === 'all' || isCommand(route)).flatMap(
    ({ row, sent, expected }) =>
      kinds.map((whose): Cell => ({ row: `${row}, ${whose} ids`, route, whose, sent, expected })),
  );
  // The stream takes no input, so there is none to refuse.
  const claiming: Cell[] =
    route === 'events'
      ? []
      : [
          {
            row: 'naming another customer',
            route,
            whose: 'own',
            sent: { who: OWNER },
            extraInput: { externalCustomerId: `organization_${FOREIGN}` },
            expected: 'invalid_request',
          },
        ];
  const honest = TEST_ROLES.flatMap((role) =>
    kinds.map(
      (whose): Cell => ({
        row: `${role}, ${whose} ids`,
        route,
        whose,
        sent: { who: { organization: OWN, role } },
        expected: mayDo(role, route) ? (answers[whose] ?? 'ok') : 'forbidden',
      }),
    ),
  );
  return [...forged, ...claiming, ...honest];
}

/** What both organizations have, and how everything stands. */
export interface Knowledge {
  own: Ids;
  foreign: Ids;
  /** The stage's digest when the last cell was done. */
  digest: string;
}

/** Where cells are sent. */
export interface Judge {
  stage: Stage;
  /** The server under test. */
  send: Send;
  /** One with all guards, for what goes before and after. */
  honest: Send;
  known: Knowledge;
}

async function checkoutIdOf({ sandbox }: Stage, organization: string): Promise<string> {
  const [intent] = await sandbox.store.listCheckoutIntents(
    `organization_${organization}`,
    '2000-01-01T00:00:00Z',
  );
  return intent?.checkoutId ?? '';
}

async function idsNow(stage: Stage, send: Send, organization: string): Promise<Ids> {
  return idsOf(send, organization, await checkoutIdOf(stage, organization));
}

/** Reads what both organizations have. */
export async function learn(stage: Stage, send: Send): Promise<Knowledge> {
  const own = await idsNow(stage, send, OWN);
  const foreign = await idsNow(stage, send, FOREIGN);
  await stage.settled();
  return { own, foreign, digest: await stage.digest() };
}

/** Sends one cell to the server under test and compares. Returns what is wrong; `null` when nothing is. */
export async function faultOf(cell: Cell, judge: Judge): Promise<string | null> {
  const fault = await (cell.expected === 'ok' ? faultOfAllowed(cell, judge) : faultOfRefused(cell, judge));
  return fault === null ? null : `${cell.route}, ${cell.row}: ${fault}`;
}

async function faultOfRefused(cell: Cell, { stage, send, known }: Judge): Promise<string | null> {
  const ids = { own: known.own, foreign: known.foreign, unknown: unknownIds() }[cell.whose];
  const input = { ...probes[cell.route].input(ids), ...cell.extraInput };
  const fault = judgeAnswer(cell, await readAnswer(await send(cell.route, { ...cell.sent, input })));
  if (fault !== null) return fault;
  return (await stage.digest()) === known.digest ? null : 'something was changed.';
}

async function faultOfAllowed(cell: Cell, { stage, send, honest, known }: Judge): Promise<string | null> {
  const { route, sent } = cell;
  const probe = probes[route];
  const freshIds = () => idsNow(stage, honest, OWN);
  await takeSteps(honest, probe.before, freshIds);
  const input = probe.input(await freshIds());
  await stage.settled();
  const before = await stage.digest();

  const answer = await readAnswer(await send(route, { ...sent, input }));
  const hasChanged = (await stage.digest()) !== before;
  await takeSteps(honest, probe.after, freshIds);
  Object.assign(known, await learn(stage, honest));

  const fault = judgeAnswer(cell, answer);
  if (fault !== null) return fault;
  if (mentions(answer.text, known)) return `tells of the other organization. ${answer.text}`;
  if (hasChanged && !(probe.leavesTrace ?? isCommand(route))) return 'something was changed.';
  return isCommand(route) && !hasChanged ? 'nothing was changed.' : null;
}

function judgeAnswer({ expected }: Cell, { outcome, misfit, text }: Answer): string | null {
  if (outcome !== expected) return `expected ${expected}, got ${outcome} ${text}`;
  return misfit === null ? null : `${misfit} ${text}`;
}

function mentions(text: string, { foreign }: Knowledge): boolean {
  return text.includes(FOREIGN) || text.includes(foreign.invoiceId) || text.includes(foreign.checkoutId);
}

interface Answer {
  outcome: string;
  text: string;
  /** What is wrong with the form of the answer. */
  misfit: string | null;
}

async function readAnswer(response: Response): Promise<Answer> {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (isStream) {
    await response.body?.cancel();
    return { outcome: 'ok', text: '', misfit: null };
  }
  const text = await response.text();
  if (response.ok) return { outcome: 'ok', text, misfit: null };
  const { error } = JSON.parse(text) as { error: { code: keyof typeof BILLING_ERRORS } };
  const isPersonal = response.headers.has(OWNER_HEADER);
  const misfit =
    response.status !== BILLING_ERRORS[error.code].status
      ? `has status ${response.status}.`
      : isPersonal
        ? 'names the owner on a refusal.'
        : null;
  return { outcome: error.code, text, misfit };
}
