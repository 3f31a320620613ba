import fc from 'fast-check';

/** Properties use the same cases in every run, so that a failure is due to the change; set FC_SEED to use others. */
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20261123) });
