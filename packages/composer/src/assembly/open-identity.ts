import type { Identity, ModuleContext, NamespaceOptions, StateNamespace, StateStore } from '@baseplate-epr/contracts';
import { inForce } from '../applied/in-force.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { createAdmission } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';

/** An identity module opened by itself. */
export interface OpenIdentity {
  readonly identity: Identity;
  /** A namespace of the assembly's state store. */
  state(options: NamespaceOptions): StateNamespace;
  stop(): Promise<void>;
}

/** Starts only what is needed to issue a token: the state store and the identity. Works while the record is running. */
export async function openIdentity(
  configuration: AssemblyConfiguration,
  context: ModuleContext,
): Promise<OpenIdentity> {
  const { data } = await inForce(configuration, context);
  const admission = createAdmission(configuration, () => context.clock.now());
  const state = await loadModule<StateStore>(data.state, admission);
  const identity = await loadModule<Identity>(configuration.hosting.identity, admission);
  const stop = async () => {
    await identity.stop();
    await state.stop();
  };
  try {
    await state.start(context);
    await identity.start({ ...context, state: state.namespace({ name: 'identity' }) });
  } catch (error) {
    await stop();
    throw error;
  }
  return { identity, state: (options) => state.namespace(options), stop };
}
