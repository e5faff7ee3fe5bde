// the hooks of all scenarios, which watch for delays
import '../../../../../steps/world/hooks.ts';
