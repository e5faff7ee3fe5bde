import '../../../../../steps/world/parameter-types.ts';
