import fc from 'fast-check';

/** Properties draw the same cases on every run, so that a red test says something of the change; FC_SEED draws others. */
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20261123) });
