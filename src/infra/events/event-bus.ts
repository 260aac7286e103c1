import type { DomainEvent } from '../../contracts/events.ts';

type EventListener = (event: DomainEvent) => void | Promise<void>;

/** Domain events on their way to whoever wants them. An event may come more than once: its id tells. */
export interface EventBus {
  /** Resolves once the bus has taken the event over, which is not when it was delivered. */
  publish(event: DomainEvent): Promise<void>;
  /** Calls the listener with each event published from now on; returns what ends that. */
  subscribe(listener: EventListener): () => void;
  /** Takes no more events and waits until those taken are delivered. */
  close(): Promise<void>;
}
