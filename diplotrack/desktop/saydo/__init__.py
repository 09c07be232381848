"""Words held against deeds: the chart on one axis of time, scores with their inputs, what became of promises."""
