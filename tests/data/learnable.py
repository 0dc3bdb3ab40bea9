"""Small CSV tables, and models to learn from them."""

from autograd_cli.config import schema

MLP = schema.MLP(name="mlp")
LOGISTIC = schema.LogisticRegression(name="logistic_regression")
LEAST_SQUARES = schema.LeastSquares(name="least_squares")
SMALL = "a,b,color,y\n1,10,red,yes\n2,20,blue,no\n3,30,red,yes\n4,40,blue,no\n5,50,red,no\n"


def target_of(values):
    """A CSV whose target `y` has these values."""
    return "x,y\n" + "".join(f"{i},{value}\n" for i, value in enumerate(values))
