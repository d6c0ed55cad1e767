// The plan by hand that the tests of reports share.
#include "../report/small_plan.cpp"
