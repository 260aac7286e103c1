import { openTestDatabase } from '../../support/test-database.ts';
import { outboxRelayConformance } from './outbox-relay-conformance.ts';

outboxRelayConformance('PGlite', openTestDatabase);
