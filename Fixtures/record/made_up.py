"""Behaviours at random: groups, settings, shapes and calls that nobody chose."""

from behaviour_calls import Behaviour, Maker, load_last, set_values


def made_up(scalar, count, seed):
    """Behaviours at random."""
    return [one_made_up(scalar, f"{seed}-{index}") for index in range(count)]


def one_made_up(scalar, seed):
    maker = Maker(scalar, f"made up {seed}")
    choose = maker.random.choice

    def settings(share):
        options = {
            "lr": lambda: maker.random.uniform(0, 1),
            "alpha": lambda: choose([0.0, 0.5, 0.9, 0.99, maker.random.random()]),
            "eps": lambda: choose([1e-8, 1e-3, 0.0, 1.0]),
            "weight_decay": lambda: choose([0.0, 0.1, maker.random.random()]),
            "momentum": lambda: choose([0.0, 0.9, maker.random.random()]),
            "centered": lambda: choose([False, True]),
            "maximize": lambda: choose([False, True]),
        }
        return {
            key: make()
            for key, make in options.items()
            if maker.random.random() < share
        }

    def parameter():
        shape = choose([(), (1,), (3,), (0,), (2, 2), (17,), (2, 1, 3)])
        return maker.parameter(*shape)

    def group():
        parameters = [parameter() for _ in range(maker.random.randint(1, 3))]
        return {"params": parameters} | settings(0.3)

    groups = [group() for _ in range(maker.random.randint(1, 3))]
    calls = [maker.init(*groups, **settings(0.5))]
    count = len(groups)
    for _ in range(maker.random.randint(4, 12)):
        kind = choose(["step"] * 5 + ["set", "set", "zero", "add", "load", "closure"])
        everyone = range(len(maker.counts))
        missing = [i for i in everyone if maker.random.random() < 0.2]
        if kind == "step":
            calls.append(maker.step(missing))
        elif kind == "set":
            calls.append(set_values(maker.random.randrange(count), **settings(0.3)))
        elif kind == "zero":
            calls.append(
                {"call": "zero_grad", "set_to_none": maker.random.random() < 0.5}
            )
        elif kind == "add":
            calls.append({"call": "add_param_group", "group": group()})
            count += 1
        elif kind == "load":
            calls.append(load_last(index=maker.random.randrange(len(calls))))
        else:
            closure = {
                "grads": maker.gradients(missing),
                "loss": maker.numbers(1)[0],
            }
            calls.append({"call": "step", "closure": closure})
    return Behaviour(f"made-up-{seed}", "Calls at random.", calls)
