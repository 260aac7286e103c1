export interface StopSignal {
  signal: AbortSignal;
  /** Resolves when the person asked to stop. */
  requested: Promise<void>;
  release(): void;
}

/** Ctrl-C and a polite kill ask for an orderly stop; a second one ends the process at once. */
export function stopSignal(onStop: () => void): StopSignal {
  const controller = new AbortController();
  let release!: () => void;
  const requested = new Promise<void>((resolve) =>
    controller.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  const handle = () => {
    if (controller.signal.aborted) process.exit(130);
    onStop();
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, handle);
  release = () => {
    for (const name of signals) process.off(name, handle);
  };
  return { signal: controller.signal, requested, release };
}
