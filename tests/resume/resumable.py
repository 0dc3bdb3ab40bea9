"""Configs whose trainings keep something between steps: together, everything there is to keep."""

CONFIGS = {
    "plain": "dataset: {name: iris_binary}\nmodel: {name: logistic_regression, l2: 0.01}\n",
    "momentum": """
dataset: {name: iris, standardize: true}
model: {name: mlp, hidden: [5], dropout: 0.3}
optimizer: {name: sgd, lr: 0.05, momentum: 0.9, nesterov: true, weight_decay: 0.001}
schedule: {name: step, every_epochs: 2, gamma: 0.5, warmup_steps: 7}
train: {log_every: 7}
metrics: [accuracy, f1]
""",
    "adam": """
dataset: {name: moons, n: 60}
model: {name: mlp, hidden: [4, 3], activation: tanh}
loss: {name: binary_cross_entropy, class_weights: balanced}
optimizer: {name: adam, lr: 0.02, weight_decay: 0.01}
schedule: {name: cosine, warmup_steps: 3}
""",
    "adamw": """
dataset: {name: spirals, n: 90}
model: {name: mlp, hidden: [6], dropout: 0.2}
optimizer: {name: adamw, lr: 0.05}
schedule: {name: plateau, patience: 1, factor: 0.5}
train: {clip_norm: 0.5, monitor: train/loss}
early_stopping: {patience: 30}
""",
    "rmsprop": """
dataset: {name: synthetic_regression, n: 50, d: 3}
model: {name: least_squares, bias: true}
optimizer: {name: rmsprop, lr: 0.01, momentum: 0.5}
train: {shuffle: false}
metrics: [mae, r2]
""",
    "float32": """
dataset: {name: digits, validation_fraction: 0.9}
model: {name: mlp, hidden: [6], dropout: 0.2, l2: 0.01}
loss: {name: cross_entropy, class_weights: balanced}
optimizer: {name: adam, lr: 0.01, weight_decay: 0.01}
schedule: {name: cosine, warmup_steps: 5}
train: {dtype: float32, clip_norm: 1.0}
""",
    "images": """
dataset: {name: digits_images, validation_fraction: 0.9}
model:
  name: convnet
  layers:
    - {name: conv, channels: 3, kernel_size: 3}
    - {name: max_pool, kernel_size: 2}
    - {name: dropout, p: 0.3}
    - {name: dense, units: 8}
optimizer: {name: sgd, lr: 0.05, momentum: 0.9}
train: {dtype: float32}
""",
    "stops early": """
dataset: {name: sine, n: 40}
model: {name: mlp, hidden: [3], activation: sigmoid}
optimizer: {name: adam, lr: 0.5}
early_stopping: {patience: 2}
""",
}
