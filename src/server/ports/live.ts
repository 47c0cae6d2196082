/** A live message as the outbox keeps it. */
export interface LiveRecord {
  /** Increasing, for one owner in the order of commits. */
  id: string;
  /** Names of queries. */
  stale: string[];
}

/** Where the live messages of an owner end at a moment. */
export interface LivePosition {
  /** The id of their newest message; `'0'` when there is none. */
  lastId: string;
  /** The newest id that was given to anybody's message. A position beyond it is of another database. */
  lastGivenId: string;
  /** The database's clock, Unix seconds: positions are older or younger by it, whatever process asks. */
  nowInSeconds: number;
}

/** What {@link StoreNotifications} calls. */
export interface StoreListener {
  /** Something new was committed for this owner; `null` for somebody. */
  onLive(externalId: string | null): void;
  /** Whether notifications arrive. Those sent in between are lost: on `true`, look for yourself. */
  onConnectionChange(isConnected: boolean): void;
}

/** Tells this process what any process has committed. */
export interface StoreNotifications {
  /**
   * Listens until the returned function is called. Never fails: a database that cannot be reached is tried again, and said
   * to be not connected until then.
   */
  listen(listener: StoreListener): () => Promise<void>;
}
