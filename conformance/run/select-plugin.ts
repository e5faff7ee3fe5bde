import type { IFilterablePickle, Plugin } from '@cucumber/cucumber/api';

/** Which pickles run, and in which order. */
interface SelectOptions {
  /** `URI:LINE` of each. */
  readonly selected: readonly string[];
}

/**
 * Cucumber's plugin that runs what was planned. By its own filters the scenarios that do not run would not be among the
 * messages either, and the report could not show them.
 */
const selectPlugin: Plugin<SelectOptions> = {
  type: 'plugin',
  coordinator({ options, transform }) {
    const places = new Map(options.selected.map((place, index) => [place, index]));
    const placeOf = ({ pickle, location }: IFilterablePickle): number =>
      places.get(`${pickle.uri}:${location.line}`) ?? -1;
    transform('pickles:filter', (pickles) =>
      pickles.filter((each) => placeOf(each) !== -1).toSorted((one, other) => placeOf(one) - placeOf(other)),
    );
  },
};

export default selectPlugin;
