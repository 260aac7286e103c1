import { openDatabase } from '../../../src/infra/database/database.ts';
import { outboxRelayConformance } from './outbox-relay-conformance.ts';

outboxRelayConformance('PGlite', () => openDatabase({}));
